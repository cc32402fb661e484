// What another version or setting changed, where a report was made against another output.

function showChanges() {
  return [el("h1", { tabindex: "-1" }, "Changes"), empty("This report was made without another output to compare with.")];
}

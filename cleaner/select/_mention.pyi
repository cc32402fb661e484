from cleaner.select.mention import Mentions as Mentions

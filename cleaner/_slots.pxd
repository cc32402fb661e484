"""Blocks, traces, containers and pieces by the places of their slots: what every stage reads of every block.

`prepare` must have been called once in a module that uses this; ImportError where the classes are laid out in a way
that is not known, so that the definitions in Python are used instead. Every function checks the type it is given.
"""

cdef extern from *:
    """
    #include <stddef.h>
    #include <structmember.h>

    enum { BLOCK_KIND, BLOCK_CONTAINER, BLOCK_TRACE, BLOCK_LINKED, BLOCK_ANCHORS, BLOCK_MARKS, BLOCK_INDEX,
           BLOCK_VERDICT, TRACE_PIECES, TRACE_TEXT, CONTAINER_TAG, CONTAINER_PARENT, CONTAINER_NAMES, CONTAINER_OWN,
           CONTAINER_MARKS, CONTAINER_DEPTH, SLOTS_USED };
    static Py_ssize_t slots_at[SLOTS_USED];
    static const char* const slot_names[SLOTS_USED] = {
        "kind", "container", "trace", "linked", "anchors", "marks", "index", "verdict", "pieces", "text", "tag",
        "parent", "names", "own", "marks", "depth" };
    static PyTypeObject *block_type, *trace_type, *container_type, *piece_type;

    static int slots_prepare(PyObject* block, PyObject* trace, PyObject* container, PyObject* piece) {
        int i;
        block_type = (PyTypeObject*)block; trace_type = (PyTypeObject*)trace;
        container_type = (PyTypeObject*)container; piece_type = (PyTypeObject*)piece;
        for (i = 0; i < SLOTS_USED; i++) {
            PyObject* owner = i < TRACE_PIECES ? block : i < CONTAINER_TAG ? trace : container;
            PyObject* found = PyObject_GetAttrString(owner, slot_names[i]);
            int is_slot = found && Py_TYPE(found) == &PyMemberDescr_Type
                          && ((PyMemberDescrObject*)found)->d_member->type == T_OBJECT_EX;
            if (is_slot) slots_at[i] = ((PyMemberDescrObject*)found)->d_member->offset;
            Py_XDECREF(found);
            if (!is_slot) {
                PyErr_Clear();
                PyErr_Format(PyExc_ImportError, "%s is no slot", slot_names[i]);
                return -1;
            }
        }
        if (!PyType_IsSubtype(piece_type, &PyTuple_Type)) {
            PyErr_SetString(PyExc_ImportError, "a piece is no tuple");
            return -1;
        }
        return 0;
    }
    #define SLOT(object, which) (*(PyObject**)((char*)(object) + slots_at[which]))

    /* a new reference, or NULL and an error; where the slot is empty it may be a property that fills it when asked */
    static inline PyObject* slot_of(PyObject* object, PyTypeObject* type, int which) {
        PyObject* found;
        if (Py_TYPE(object) != type && !PyType_IsSubtype(Py_TYPE(object), type))
            return PyObject_GetAttrString(object, slot_names[which]);
        found = SLOT(object, which);
        if (!found) return PyObject_GetAttrString(object, slot_names[which]);
        Py_INCREF(found);
        return found;
    }
    static inline void slot_put(PyObject* object, int which, PyObject* value) {
        Py_INCREF(value);
        Py_XSETREF(SLOT(object, which), value);
    }
    static inline int block_put(PyObject* block, int which, PyObject* value) {
        if (Py_TYPE(block) != block_type) return PyObject_SetAttrString(block, slot_names[which], value);
        slot_put(block, which, value);
        return 0;
    }
    static inline PyObject* slots_new(PyTypeObject* type) { return type->tp_alloc(type, 0); }
    static inline PyObject* piece_new(PyObject* start, PyObject* end, PyObject* text, PyObject* causes) {
        PyObject* piece = piece_type->tp_alloc(piece_type, 4);
        if (!piece) return NULL;
        Py_INCREF(start); PyTuple_SET_ITEM(piece, 0, start);
        Py_INCREF(end); PyTuple_SET_ITEM(piece, 1, end);
        Py_INCREF(text); PyTuple_SET_ITEM(piece, 2, text);
        Py_INCREF(causes); PyTuple_SET_ITEM(piece, 3, causes);
        return piece;
    }
    static inline PyObject* block_slot(PyObject* o, int which) { return slot_of(o, block_type, which); }
    static inline PyObject* trace_slot(PyObject* o, int which) { return slot_of(o, trace_type, which); }
    static inline PyObject* container_slot(PyObject* o, int which) { return slot_of(o, container_type, which); }
    static inline PyObject* block_new(void) { return slots_new(block_type); }
    static inline PyObject* trace_new(void) { return slots_new(trace_type); }
    static inline PyObject* container_new(void) { return slots_new(container_type); }
    """
    cdef enum:
        BLOCK_KIND
        BLOCK_CONTAINER
        BLOCK_TRACE
        BLOCK_LINKED
        BLOCK_ANCHORS
        BLOCK_MARKS
        BLOCK_INDEX
        BLOCK_VERDICT
        TRACE_PIECES
        TRACE_TEXT
        CONTAINER_TAG
        CONTAINER_PARENT
        CONTAINER_NAMES
        CONTAINER_OWN
        CONTAINER_MARKS
        CONTAINER_DEPTH
    int slots_prepare(object block, object trace, object container, object piece) except -1
    object block_slot(object block, int which)
    object trace_slot(object trace, int which)
    object container_slot(object container, int which)
    object block_new()
    object trace_new()
    object container_new()
    object piece_new(object start, object end, object text, object causes)
    void slot_put(object owner, int which, object value)
    int block_put(object block, int which, object value) except -1

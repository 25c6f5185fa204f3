package dev.drover.childprocess.ipc.advanced;

/** The bytes that tell what follows; V8's names. */
final class Tag {

    static final int VERSION = 0xff;
    static final int PADDING = 0;
    static final int VERIFY_OBJECT_COUNT = '?';
    static final int THE_HOLE = '-';
    static final int UNDEFINED = '_';
    static final int NULL = '0';
    static final int TRUE = 'T';
    static final int FALSE = 'F';
    static final int INT32 = 'I';
    static final int UINT32 = 'U';
    static final int DOUBLE = 'N';
    static final int BIG_INT = 'Z';
    static final int UTF8_STRING = 'S';
    static final int ONE_BYTE_STRING = '"';
    static final int TWO_BYTE_STRING = 'c';
    static final int OBJECT_REFERENCE = '^';
    static final int BEGIN_OBJECT = 'o';
    static final int END_OBJECT = '{';
    static final int BEGIN_SPARSE_ARRAY = 'a';
    static final int END_SPARSE_ARRAY = '@';
    static final int BEGIN_DENSE_ARRAY = 'A';
    static final int END_DENSE_ARRAY = '$';
    static final int DATE = 'D';
    static final int TRUE_OBJECT = 'y';
    static final int FALSE_OBJECT = 'x';
    static final int NUMBER_OBJECT = 'n';
    static final int BIG_INT_OBJECT = 'z';
    static final int STRING_OBJECT = 's';
    static final int REG_EXP = 'R';
    static final int BEGIN_MAP = ';';
    static final int END_MAP = ':';
    static final int BEGIN_SET = '\'';
    static final int END_SET = ',';
    static final int ARRAY_BUFFER = 'B';
    static final int RESIZABLE_ARRAY_BUFFER = '~';
    static final int ARRAY_BUFFER_VIEW = 'V';
    static final int HOST_OBJECT = '\\';
    static final int ERROR = 'r';

    /** Inside an error. */
    static final int ERROR_MESSAGE = 'm';

    static final int ERROR_CAUSE = 'c';
    static final int ERROR_STACK = 's';
    static final int ERROR_END = '.';

    /** Node's host objects: a view over bytes, or the properties of something native. */
    static final int HOST_VIEW = 0;

    static final int HOST_PROPERTIES = 1;

    private Tag() {}
}

package dev.drover.childprocess.value;

/** A JavaScript value that no type of the JDK stands for. */
public sealed interface JsValue
        permits JsArray,
                JsArrayBuffer,
                JsBoxed,
                JsDataView,
                JsDate,
                JsError,
                JsMap,
                JsRegExp,
                JsSet,
                JsSparseArray,
                JsTypedArray,
                JsUndefined {}

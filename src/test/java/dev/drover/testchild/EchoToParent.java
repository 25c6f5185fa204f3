package dev.drover.testchild;

import dev.drover.childprocess.ParentChannel;

/** Sends every message of its parent back; "leave" makes it disconnect. Lives as the channel. */
public final class EchoToParent {

    private EchoToParent() {}

    public static void main(String[] args) {
        ParentChannel parent = ParentChannel.open();
        parent.ref();
        parent.onMessage(
                message -> {
                    if ("leave".equals(message)) {
                        parent.disconnect();
                    } else {
                        parent.send(message);
                    }
                });
        parent.send("ready");
    }
}

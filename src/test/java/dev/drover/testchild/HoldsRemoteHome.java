package dev.drover.testchild;

import dev.drover.client.ProcessManager;
import dev.drover.client.ssh.RemoteHome;
import dev.drover.client.ssh.SshLink;
import dev.drover.client.ssh.SshProgram;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Connects to a home on another machine, says so, and stays until it is killed. */
public final class HoldsRemoteHome {

    private HoldsRemoteHome() {}

    /**
     * Runs it.
     *
     * @param args the ssh program, the destination, the folder
     */
    public static void main(String[] args) throws InterruptedException {
        SshLink link =
                new SshLink(
                        SshProgram.of(Map.of("DROVER_SSH", args[0])),
                        RemoteHome.parse(args[1], args[2]).orElseThrow(),
                        System.getenv(),
                        "the test",
                        _ -> {});
        ProcessManager manager = link.connect().join();
        System.out.println("connected to " + manager.home().root());
        new CountDownLatch(1).await();
    }
}

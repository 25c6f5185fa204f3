package dev.drover.testing;

import javafx.stage.Stage;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Gives each test of a window a stage that no other test had. TestFX gives all tests of a JVM the
 * same one, with the size, the limits and the listeners that the test before left on it: a test
 * then passes or fails by the order of the classes.
 */
public final class WindowTest extends ApplicationExtension {

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        FxToolkit.registerPrimaryStage();
        Stage fresh = WaitForAsyncUtils.asyncFx(() -> new Stage()).get();
        FxToolkit.toolkitContext().getPrimaryStageFuture().obtrudeValue(fresh);
        super.beforeEach(context);
    }
}

package dev.freehold.mailserver;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets a test that waits fail of what it waits for. By default Awaitility lets it fail of whatever
 * ends a thread of the process meanwhile, and other tests run beside it.
 */
public final class OwnFailuresAlone implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }
}

package dev.freehold.mailserver.imap.wire;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes Reactor's elastic threads virtual before any test of the module uses them. A listener that
 * did it later would end what tests beside it have scheduled.
 */
public final class VirtualThreadsFirst implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    ElasticThreads.makeVirtual();
  }
}

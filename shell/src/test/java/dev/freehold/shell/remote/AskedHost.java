package dev.freehold.shell.remote;

import dev.freehold.powershell.testing.FakeHost;
import java.util.List;

/** A user with answers ready; without any, a script without a user. */
final class AskedHost extends FakeHost {

  private AskedHost(boolean interactive, String... answers) {
    this.interactive = interactive;
    this.answers.addAll(List.of(answers));
  }

  static AskedHost answering(String... answers) {
    return new AskedHost(true, answers);
  }

  static AskedHost unattended() {
    return new AskedHost(false);
  }
}

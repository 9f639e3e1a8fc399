package dev.freehold.server.cli;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.config.LogFormat;
import dev.freehold.server.config.LogLevel;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.quickstart.Quickstart;
import dev.freehold.server.text.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold quickstart}. */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = {
      "Demonstrates Freehold in half a minute: starts everything on this machine, "
          + "puts mail into a mailbox under two customer keys, checks that it is stored "
          + "encrypted and read unchanged, also over IMAP, takes the keys away, and gives them "
          + "back.",
      "Ends with 0 only if every step succeeds."
    })
final class QuickstartCommand implements Callable<Integer> {

  @Option(
      names = "--mail",
      paramLabel = "PATH",
      description = "The mail to use: mbox, Maildir or folder (default: a few sample messages).")
  private Path mail;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder, which is kept. It must be absent, empty, or made by an "
              + "earlier quickstart, which is moved aside (default: a temporary folder that is "
              + "removed).")
  private Path data;

  @Option(names = "--keep", description = "Leave the server running until Ctrl-C.")
  private boolean keep;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogSetup.apply(LogLevel.ERROR, LogFormat.TEXT);
    Quickstart quickstart =
        new Quickstart(
            new Quickstart.Options(Optional.ofNullable(mail), Optional.ofNullable(data), keep),
            System.getenv(),
            Clock.systemUTC(),
            spec.commandLine().getOut(),
            Terminal.isPresent());
    Thread main = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = Thread.ofPlatform().unstarted(() -> endAndWait(main, ended));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      boolean holds = quickstart.run(new CountDownLatch(1)::await);
      return holds ? ExitCode.OK : ExitCode.INCOMPLETE;
    } finally {
      ended.countDown();
    }
  }

  /**
   * Ctrl-C: the main thread closes the server and removes what is temporary; that is waited for.
   */
  private static void endAndWait(Thread main, CountDownLatch ended) {
    if (ended.getCount() > 0) {
      main.interrupt();
      try {
        ended.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

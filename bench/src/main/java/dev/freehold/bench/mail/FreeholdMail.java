package dev.freehold.bench.mail;

import dev.freehold.bench.BenchMailbox;
import dev.freehold.bench.NewTenant;
import dev.freehold.bench.ServerProcess;
import dev.freehold.server.cli.Main;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The product in its own process, with a tenant, a person and the person's mailbox. */
final class FreeholdMail implements AutoCloseable {

  private final Process process;
  private final MailPeer peer;

  private FreeholdMail(Process process, MailPeer peer) {
    this.process = process;
    this.peer = peer;
  }

  MailPeer peer() {
    return peer;
  }

  /** How a process is started with these settings. */
  @FunctionalInterface
  private interface Start {
    Process serve(Map<String, String> environment, String... arguments) throws IOException;
  }

  /** Starts it in a new folder, and makes the mailbox. */
  static FreeholdMail start(Path folder) throws IOException {
    return start("freehold", of(Main.class), folder, true);
  }

  /** The same without the sealing of content. */
  static FreeholdMail startUnsealed(Path folder) throws IOException {
    return start("unsealed", of(UnsealedServer.class), folder, true);
  }

  /** Starts it again in its folder, as people do: with the cache of loaded classes. */
  static FreeholdMail restart(Path folder) throws IOException {
    return start("freehold", ServerProcess::launched, folder, false);
  }

  private static Start of(Class<?> main) {
    return (environment, arguments) -> ServerProcess.java(main, environment, arguments);
  }

  private static FreeholdMail start(String name, Start start, Path folder, boolean isNew)
      throws IOException {
    int imap = ServerProcess.freePort();
    int lmtp = ServerProcess.freePort();
    Process process =
        start.serve(
            Map.of(
                "FREEHOLD_API_PORT", "0",
                "FREEHOLD_VAULT_PORT", "0",
                "FREEHOLD_FILES_S3_PORT", "0",
                "FREEHOLD_METRICS_PORT", "0",
                "FREEHOLD_IMAP_PLAIN_PORT", Integer.toString(imap),
                "FREEHOLD_LMTP_PORT", Integer.toString(lmtp),
                "FREEHOLD_LOG_LEVEL", "warn"),
            "serve",
            "--data",
            folder.toAbsolutePath().toString());
    FreeholdMail started =
        new FreeholdMail(
            process, new MailPeer(name, imap, lmtp, BenchMailbox.USER, BenchMailbox.PASSWORD));
    try {
      ServerProcess.await(process, "freehold serves at ");
      if (isNew) {
        try (ApiClient administrator = NewTenant.administrator(folder)) {
          BenchMailbox.make(administrator);
        }
      }
      return started;
    } catch (IOException | RuntimeException failed) {
      started.close();
      throw failed;
    }
  }

  /** The most resident memory that it had, in MiB. */
  long peakResidentMiB() throws IOException {
    return ServerProcess.peakResidentMiB(process);
  }

  /** The resident memory that it has, in MiB. */
  long residentMiB() throws IOException {
    return ServerProcess.residentMiB(process);
  }

  @Override
  public void close() {
    ServerProcess.stop(process);
  }
}

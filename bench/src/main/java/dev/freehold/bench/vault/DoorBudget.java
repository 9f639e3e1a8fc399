package dev.freehold.bench.vault;

import dev.freehold.bench.budget.RequestStage;
import dev.freehold.bench.budget.Stages;
import dev.freehold.bench.budget.ThreadTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a request to a vault costs, and where: the processor time of a running server by kinds of
 * threads, from {@code /proc}, and by stages, from samples of the Java Flight Recorder, while a
 * load generator sends requests.
 */
public final class DoorBudget {

  /** The more exact ones first. Statements are transactions, whoever needs them. */
  private static final List<RequestStage> STAGES =
      List.of(
          RequestStage.of(
              "turns and pools", "dev.freehold.crypto.work.", "dev.freehold.vault.throttling."),
          RequestStage.of("TLS", "sun.security.ssl.", "org.eclipse.jetty.io.ssl."),
          RequestStage.of(
              "writing to the socket", "sun.nio.ch.SocketChannelImpl", "sun.nio.ch.IOUtil"),
          RequestStage.of("waking and selecting", "sun.nio.ch.EPoll", "sun.nio.ch.SelectorImpl"),
          RequestStage.of("the ledger's entries", "dev.freehold.ledger."),
          RequestStage.of(
              "token", "dev.freehold.vault.auth.", "dev.freehold.vault.wire.Authentication"),
          RequestStage.of("the request's facts", "dev.freehold.vault.wire.AuditTrail"),
          RequestStage.of(
              "the body and the answer",
              "com.fasterxml.jackson.",
              "dev.freehold.vault.wire.",
              "dev.freehold.vault.server.AnswerWriter"),
          RequestStage.of("seals", "dev.freehold.vault.seals."),
          RequestStage.of(
              "the key's use",
              "dev.freehold.crypto.",
              "com.amazon.corretto.",
              "dev.freehold.vault.material.",
              "dev.freehold.vault.masterkey.",
              "dev.freehold.vault.keys.crypto.",
              "dev.freehold.vault.keys.lastuse."),
          RequestStage.of(
              "the key's row", "dev.freehold.vault.keys.Found", "dev.freehold.vault.keys.Key"),
          RequestStage.of("transactions", "dev.freehold.persistence.", "org.jdbi."),
          RequestStage.of("our checks of the request", "dev.freehold.vault.", "dev.freehold.web."),
          RequestStage.of("HTTP", "org.eclipse.jetty."),
          RequestStage.of(
              "moving threads",
              "java.lang.VirtualThread",
              "java.util.concurrent.ForkJoin",
              "java.util.concurrent.ScheduledThreadPool",
              "java.util.concurrent.ThreadPool"));

  private DoorBudget() {}

  /**
   * Expects the process id of the server and the command of a load generator, whose last line of
   * output begins with the number of requests a second; before the command, for how many seconds it
   * sends them.
   */
  public static void main(String[] arguments) throws Exception {
    ProcessHandle server = ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow();
    double seconds = Double.parseDouble(arguments[1]);
    List<String> command = List.of(arguments).subList(2, arguments.length);
    ThreadTimes before = ThreadTimes.of(server);
    double requests = run(command) * seconds;
    ThreadTimes spent = ThreadTimes.of(server).since(before);
    double micros = spent.requestMicros() / requests;
    print("without the compiler of the JVM", micros);
    spent.byKind().forEach((threads, all) -> print("  " + threads, all / requests));
    Path file = Files.createTempFile("door", ".jfr");
    Stages.start(server);
    run(command);
    Stages stages = Stages.stop(server, file, STAGES);
    print("by stages, of %d samples".formatted(stages.samples()), micros);
    stages.shares().forEach((stage, share) -> print("  " + stage, share * micros));
    stages.printFrames();
    Files.delete(file);
  }

  @SuppressWarnings("SystemOut") // The lines are the result.
  private static void print(String what, double micros) {
    System.out.printf("  %6.1f us  %s%n", micros, what);
  }

  private static double run(List<String> command) throws IOException, InterruptedException {
    Process generator = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (generator.waitFor() != 0) {
      throw new IOException("the load generator failed: " + output);
    }
    String last = output.substring(output.lastIndexOf('\n') + 1);
    return Double.parseDouble(last.split(" ", 2)[0]);
  }
}

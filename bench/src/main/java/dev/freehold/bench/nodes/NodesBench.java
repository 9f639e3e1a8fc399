package dev.freehold.bench.nodes;

import dev.freehold.bench.ProcStat;
import dev.freehold.bench.budget.ThreadTimes;
import dev.freehold.bench.files.Load;
import dev.freehold.bench.mail.ImapLoad;
import dev.freehold.bench.postgresql.SessionWaits;
import dev.freehold.bench.postgresql.Spent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sends the same requests to one of two nodes and to both in turn, and compares the processor time
 * of a request: that of the nodes that it went to and of PostgreSQL. The node that gets none costs
 * PostgreSQL what it does by itself, in both. Nodes take turns at being the one, so that neither is
 * warmer. One node is measured with half of the connections too, as each of two has them. Then one
 * node is killed under load.
 */
public final class NodesBench {

  private static final int CONNECTIONS = 16;
  private static final int DOCUMENT_BYTES = 64 << 10;
  private static final int OBJECTS = 100;
  private static final int WARMING_RUNS = 6;
  private static final int MAX_WARMING_RUNS = 20;

  /** Of a request's processor time; below this the JVM's compiler has little left to do. */
  private static final double COMPILING_AT_MOST = 0.04;

  private static final long KILL_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long KILLED_NANOS = TimeUnit.SECONDS.toNanos(15);

  private static final int NODES = 2;

  /** What is asked for: of the first node, 0, or the second, 1, over one of its connections. */
  @FunctionalInterface
  private interface Request {
    void send(int node, int connection, int number) throws Exception;
  }

  private final TwoServers servers;
  private final int requests;
  private final int rounds;

  private NodesBench(TwoServers servers, int requests, int rounds) {
    this.servers = servers;
    this.requests = requests;
    this.rounds = rounds;
  }

  /**
   * Takes a folder, how many requests a measurement has, how many rounds, and which parts: {@code
   * get}, {@code read}, {@code unwrap}, {@code kill}.
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS));
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "nodes");
    List<String> parts = Arrays.asList(arguments).subList(3, arguments.length);
    try (TwoServers servers = TwoServers.start(folder)) {
      NodesBench bench =
          new NodesBench(servers, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
      for (String part : parts) {
        switch (part) {
          case "get" -> bench.ofDocuments(get -> bench.compare("S3 GET of 64 KiB", get));
          case "read" -> bench.readMessages();
          case "unwrap" -> bench.unwrap(folder);
          case "kill" -> bench.ofDocuments(bench::kill);
          default -> throw new IllegalArgumentException("no part is called " + part);
        }
      }
    }
  }

  /** Work with a request. */
  @FunctionalInterface
  private interface Measurement {
    void run(Request request) throws Exception;
  }

  private void ofDocuments(Measurement measurement) throws Exception {
    try (Load first = new Load(servers.first().files());
        Load second = new Load(servers.second().files())) {
      for (int i = 0; i < OBJECTS; i++) {
        first.put("document" + i, DOCUMENT_BYTES);
      }
      Load[] loads = {first, second};
      measurement.run((node, _, number) -> loads[node].get("document" + number % OBJECTS, ""));
    }
  }

  private void unwrap(Path folder) throws Exception {
    try (TwoVaults vaults = new TwoVaults(folder, servers.database())) {
      compare(
          "unwrapKey by an RSA-2048 key of a vault",
          vaults.processes(),
          (node, _, _) -> vaults.unwrap(node));
    }
  }

  private void compare(String what, Request request) throws Exception {
    compare(what, List.of(servers.first().process(), servers.second().process()), request);
  }

  private void readMessages() throws Exception {
    byte[] message =
        "a line of text that a message has\r\n"
            .repeat(DOCUMENT_BYTES / 35)
            .getBytes(StandardCharsets.US_ASCII);
    ImapLoad[][] lines = new ImapLoad[NODES][CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++) {
      lines[0][i] = new ImapLoad(servers.first().mail());
      lines[1][i] = new ImapLoad(servers.second().mail());
    }
    for (int i = 0; i < OBJECTS; i++) {
      lines[0][0].append("INBOX", message);
    }
    for (ImapLoad[] ofNode : lines) {
      for (ImapLoad line : ofNode) {
        line.command("SELECT INBOX");
      }
    }
    compare(
        "read of a message of 64 KiB over IMAP",
        (node, connection, number) ->
            lines[node][connection].command(
                "FETCH %d BODY.PEEK[]".formatted(1 + number % OBJECTS)));
    for (ImapLoad[] ofNode : lines) {
      for (ImapLoad line : ofNode) {
        line.close();
      }
    }
  }

  @SuppressWarnings("SystemOut") // The lines are the result.
  private void compare(String what, List<Process> nodes, Request request) throws Exception {
    warm(nodes, request);
    Cost[] ofOne = new Cost[rounds];
    Cost[] ofHalf = new Cost[rounds];
    Cost[] ofBoth = new Cost[rounds];
    SessionWaits waits = new SessionWaits();
    for (int round = 0; round < rounds; round++) {
      boolean bothFirst = round % 2 == 1;
      int one = round % NODES;
      List<Process> alone = nodes.subList(one, one + 1);
      Request ofAlone = (_, connection, number) -> request.send(one, connection, number);
      if (bothFirst) {
        ofBoth[round] = measure(nodes, CONNECTIONS, request, waits);
      }
      ofOne[round] = measure(alone, CONNECTIONS, ofAlone, new SessionWaits());
      ofHalf[round] = measure(alone, CONNECTIONS / NODES, ofAlone, new SessionWaits());
      if (!bothFirst) {
        ofBoth[round] = measure(nodes, CONNECTIONS, request, waits);
      }
    }
    System.out.printf(
        "%s: %.0f us of processor on two nodes, %.0f of them the JVM's compiler; load %s%n",
        what,
        median(micros(ofBoth)),
        median(Arrays.stream(ofBoth).mapToDouble(Cost::compilingMicros).toArray()),
        ProcStat.load());
    printRatios(ofBoth, ofOne, CONNECTIONS);
    printRatios(ofBoth, ofHalf, CONNECTIONS / NODES);
    System.out.printf(
        "  of active sessions of PostgreSQL, waited for a lock: %.1f %% in ledger_head, %.1f %% in"
            + " scheduled_tasks%n",
        waits.lockedPercent("ledger_head"), waits.lockedPercent("scheduled_tasks"));
    waits.print();
  }

  @SuppressWarnings("SystemOut")
  private static void printRatios(Cost[] ofBoth, Cost[] ofOne, int connections) {
    double[] ratios = new double[ofOne.length];
    Arrays.setAll(ratios, round -> ofBoth[round].micros() / ofOne[round].micros());
    double[] compiled = new double[ofOne.length];
    Arrays.setAll(compiled, round -> ofBoth[round].compiled() / ofOne[round].compiled());
    System.out.printf(
        "  on one with %d connections %.0f us; median of the ratios %.3f, %s; without the"
            + " compiler %.3f%n",
        connections,
        median(micros(ofOne)),
        median(ratios),
        Arrays.toString(Arrays.stream(ratios).mapToObj("%.2f"::formatted).toArray()),
        median(compiled));
  }

  private static double[] micros(Cost[] costs) {
    return Arrays.stream(costs).mapToDouble(Cost::micros).toArray();
  }

  /**
   * Processor time of a request, of nodes and database.
   *
   * @param compilingMicros what the compilers of the nodes' JVMs had of it
   */
  private record Cost(double micros, double compilingMicros) {
    double compiled() {
      return micros - compilingMicros;
    }
  }

  /**
   * Until the compilers of the JVMs have little left to do: a node serves for weeks. Both nodes get
   * as many requests.
   */
  private void warm(List<Process> nodes, Request request) throws Exception {
    for (int run = 1; run <= MAX_WARMING_RUNS; run++) {
      Cost cost = measure(nodes, CONNECTIONS, request, new SessionWaits());
      if (run >= WARMING_RUNS && cost.compilingMicros() < COMPILING_AT_MOST * cost.micros()) {
        return;
      }
    }
  }

  private Cost measure(List<Process> nodes, int connections, Request request, SessionWaits waits)
      throws Exception {
    try (Connection connection = servers.connection();
        ExecutorService background = Executors.newSingleThreadExecutor()) {
      long compiling = compilingMicros(nodes);
      Spent before = Spent.now(connection, nodes);
      Future<?> sending =
          background.submit(
              () -> {
                send(nodes.size(), connections, request, requests);
                return null;
              });
      while (!sending.isDone()) {
        waits.sample(connection);
      }
      sending.get();
      Spent spent = Spent.now(connection, nodes).since(before);
      return new Cost(
          (double) (spent.serverMicros() + spent.clientMicros()) / requests,
          (double) (compilingMicros(nodes) - compiling) / requests);
    }
  }

  private static long compilingMicros(List<Process> nodes) throws IOException {
    long micros = 0;
    for (Process node : nodes) {
      micros += ThreadTimes.of(node.toHandle()).compilingMicros();
    }
    return micros;
  }

  private static void send(int nodes, int connections, Request request, int count)
      throws Exception {
    List<Callable<Object>> clients = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      int own = i;
      clients.add(
          () -> {
            for (int number = own; number < count; number += connections) {
              request.send(own % nodes, own, number);
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (Future<?> client : threads.invokeAll(clients)) {
        client.get();
      }
    }
  }

  /** Kills the second node under load; a client that gets no answer asks the other node. */
  @SuppressWarnings("SystemOut")
  private void kill(Request request) throws Exception {
    send(NODES, CONNECTIONS, request, requests);
    long start = System.nanoTime();
    long killed = start + KILL_AFTER_NANOS;
    List<Callable<List<long[]>>> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int own = i;
      clients.add(() -> askUntil(killed + KILLED_NANOS, request, own));
    }
    List<long[]> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + 1)) {
      Future<?> kill =
          threads.submit(
              () -> {
                TimeUnit.NANOSECONDS.sleep(killed - System.nanoTime());
                servers.second().process().destroyForcibly();
                return null;
              });
      for (Future<List<long[]>> client : threads.invokeAll(clients)) {
        answers.addAll(client.get());
      }
      kill.get();
    }
    print("before the kill", answers, start, killed);
    print("from the kill on, 2 s", answers, killed, killed + TimeUnit.SECONDS.toNanos(2));
    print("from the kill on, 15 s", answers, killed, killed + KILLED_NANOS);
  }

  /** When each answer was there, and how long it took with all repetitions. */
  private List<long[]> askUntil(long end, Request request, int own) throws Exception {
    List<long[]> answers = new ArrayList<>();
    int preferred = own % NODES;
    for (int number = own; System.nanoTime() - end < 0; number += CONNECTIONS) {
      long begun = System.nanoTime();
      try {
        request.send(preferred, own, number);
      } catch (IOException gone) {
        preferred = (preferred + 1) % NODES;
        request.send(preferred, own, number);
      }
      long now = System.nanoTime();
      answers.add(new long[] {now, now - begun});
    }
    return answers;
  }

  @SuppressWarnings("SystemOut")
  private static void print(String when, List<long[]> answers, long from, long to) {
    double[] millis =
        answers.stream()
            .filter(answer -> answer[0] - from >= 0 && answer[0] - to < 0)
            .mapToDouble(answer -> answer[1] / 1e6)
            .sorted()
            .toArray();
    System.out.printf(
        "%s: %d answers, p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        when,
        millis.length,
        millis[millis.length / 2],
        millis[(int) (millis.length * 0.99)],
        millis[millis.length - 1]);
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}

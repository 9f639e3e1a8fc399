package dev.freehold.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.ServerOptions;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold scrub}. */
@Command(
    name = "scrub",
    mixinStandardHelpOptions = true,
    description = {
      "Lets the server check every row, name and blob that leads to content, and "
          + "lists those that changed since they were stored: tenant, owner, code and ids, "
          + "never names or content.",
      "Joins a scrub that is under way. Ends with 1 if something was found or could "
          + "not be checked, for example because a tenant's vaults refuse its keys."
    })
final class ScrubCommand implements Callable<Integer> {

  private static final String PATH = "/api/v1/operator/scrub";
  private static final long LOOK_NANOS = 1_000_000_000L;

  /** The forms of the report. */
  private enum Output {
    TEXT,
    JSON
  }

  @Mixin private ServerOptions server;

  @Option(
      names = "--content",
      description = "Also read every object to its end, to find damaged blobs.")
  private boolean content;

  @Option(
      names = "--last",
      description = "Start no scrub; show what the present or last one has found.")
  private boolean last;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text or json (default: text).")
  private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ApiClient client = new ApiClient(server.connection(), Clock.systemUTC())) {
      JsonNode run = last ? client.get(PATH) : finished(client);
      List<JsonNode> findings = findings(client);
      switch (output) {
        case TEXT -> ScrubText.print(run, findings, out);
        case JSON -> ScrubText.printJson(run, findings, out);
      }
      out.flush();
      return isWhole(run) ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
  }

  private static boolean isWhole(JsonNode run) {
    return run.path("state").asText().equals("ended")
        && run.path("findings").asLong() == 0
        && run.path("unchecked").asLong() == 0;
  }

  private JsonNode finished(ApiClient client) throws IOException {
    JsonNode run = begun(client);
    try (ScrubProgress progress = ScrubProgress.toStandardError(spec.commandLine().getErr())) {
      while (run.path("state").asText().equals("running")) {
        progress.show(run.path("done").asLong(), run.path("total").asLong());
        LockSupport.parkNanos(LOOK_NANOS);
        run = client.get(PATH);
      }
      progress.show(run.path("done").asLong(), run.path("total").asLong());
    }
    return run;
  }

  /** The run that begins now, or the one that is under way. */
  private JsonNode begun(ApiClient client) throws IOException {
    try {
      return client.post(PATH, Map.of("content", content));
    } catch (ApiRefusedException refused) {
      if (!refused.code().equals("scrub-under-way")) {
        throw refused;
      }
      JsonNode run = client.get(PATH);
      ScrubText.printWait(run, spec.commandLine().getErr());
      return run;
    }
  }

  private static List<JsonNode> findings(ApiClient client) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    while (true) {
      int after = all.isEmpty() ? 0 : all.getLast().path("number").asInt();
      JsonNode page = client.get(PATH + "/findings?after=" + after).path("findings");
      if (page.isEmpty()) {
        return all;
      }
      page.forEach(all::add);
    }
  }
}

package dev.freehold.server.cli.mail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.CallerOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.ByteText;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold mail dry-run}. */
@Command(
    name = "dry-run",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what a migration batch would do: which accounts sign in, their folders, messages and"
          + " bytes, names that will change, and how long it will take at the source's speed.",
      "Reads at the source, and writes nothing, neither there nor here."
    })
final class MailDryRunCommand implements Callable<Integer> {

  private static final String PATH = "/api/v1/migration-dry-runs";
  private static final String NEXT = "next";
  private static final String ROW = "%-36s %-32s %8s %9s %10s %8s";

  @Parameters(
      paramLabel = "CSV",
      description = "The file: EmailAddress,UserName,Password and a line for each mailbox.")
  private Path csv;

  @Option(
      names = "--endpoint",
      required = true,
      paramLabel = "NAME",
      description = "The migration endpoint where the mail is.")
  private String endpoint;

  @Option(
      names = "--include",
      paramLabel = "FOLDER",
      description = "Only this folder and those below it; may be repeated.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "FOLDER",
      description = "Without this folder and those below it; may be repeated.")
  private List<String> exclude = List.of();

  @Mixin private CallerOptions caller;

  @Spec private CommandSpec spec;

  private boolean isAllReady;

  @Override
  public Integer call() throws IOException {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("sourceEndpoint", endpoint);
    wanted.put("csvData", Files.readAllBytes(csv));
    wanted.put("includeFolders", include);
    wanted.put("excludeFolders", exclude);
    caller.call(client -> run(client, wanted, spec.commandLine().getOut()));
    return isAllReady ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private void run(ApiClient client, Map<String, Object> wanted, PrintWriter out)
      throws IOException {
    out.println(ROW.formatted("mailbox", "state", "folders", "messages", "size", "time"));
    JsonNode part;
    do {
      part = client.post(PATH, wanted);
      part.path("users").forEach(user -> print(user, out));
      out.flush();
      wanted.put("after", part.path(NEXT).asText());
    } while (part.hasNonNull(NEXT));
    JsonNode totals = part.path("totals");
    isAllReady = totals.path("ready").asLong() == totals.path("mailboxes").asLong();
    out.println(
        row(
            "%d mailboxes".formatted(totals.path("mailboxes").asLong()),
            "%d ready".formatted(totals.path("ready").asLong()),
            totals,
            part.path("expectedSeconds")));
    out.println("names that will change: %d".formatted(totals.path("changedNames").asLong()));
    out.println("room here: %s".formatted(part.path("space").asText()));
    out.flush();
  }

  private static void print(JsonNode user, PrintWriter out) {
    String address = PrintableText.of(user.path("emailAddress").asText());
    String state = user.path("ready").asBoolean() ? "ready" : user.path("code").asText();
    out.println(row(address, state, user, user.path("seconds")));
    for (JsonNode name : user.path("changedNames")) {
      print(name.path("sourceFolder"), name.path("folder"), out);
    }
    for (JsonNode folder : user.path("refusedFolders")) {
      print(folder.path("folder"), folder.path("code"), out);
    }
  }

  private static void print(JsonNode from, JsonNode to, PrintWriter out) {
    out.println(
        "  %s -> %s".formatted(PrintableText.of(from.asText()), PrintableText.of(to.asText())));
  }

  private static String row(String name, String state, JsonNode counts, JsonNode seconds) {
    return ROW.formatted(
            name,
            state,
            counts.path("folders").asLong(),
            counts.path("items").asLong(),
            ByteText.of(counts.path("bytes").asLong()),
            seconds.isNumber() ? time(seconds.asLong()) : "")
        .stripTrailing();
  }

  private static String time(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}

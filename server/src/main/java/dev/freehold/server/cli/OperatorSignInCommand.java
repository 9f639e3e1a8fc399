package dev.freehold.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.ServerOptions;
import dev.freehold.server.client.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold operator sign-in}. */
@Command(
    name = "sign-in",
    mixinStandardHelpOptions = true,
    description = {
      "Signs the operator in at a browser that shows a code of the console.",
      "Shows from where the browser asked, and asks before it approves. The browser never gets"
          + " the operator's secret."
    })
final class OperatorSignInCommand implements Callable<Integer> {

  private static final String BROWSERS = "/api/v1/operator/sign-ins";
  private static final Set<String> YES = Set.of("y", "yes");

  @Parameters(paramLabel = "CODE", description = "The code that the page shows.")
  private String code;

  @Mixin private ServerOptions server;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (ApiClient client = new ApiClient(server.connection(), Clock.systemUTC())) {
      answer(client);
    }
    return ExitCode.OK;
  }

  private void answer(ApiClient client) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode browser = client.post(BROWSERS, typed());
    out.printf(
        """
        A browser at %s asked at %s to work at the console as this operator.
        Go on only if you see this code in your own browser now. If somebody sent it to you,
        say no: whoever sent it would be signed in as you.
        """,
        browser.path("askedFrom").asText(), browser.path("askedAt").asText());
    out.print("Sign this browser in? [y/N] ");
    out.flush();
    boolean isWanted = YES.contains(line().strip().toLowerCase(Locale.ROOT));
    client.post(BROWSERS + (isWanted ? "/approve" : "/decline"), typed());
    out.println(
        isWanted ? "approved; press Continue in the browser" : "declined; the browser is told so");
    out.flush();
  }

  private Map<String, String> typed() {
    return Map.of("code", code);
  }

  /** The line that somebody typed; empty if the input has ended. */
  private static String line() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return Optional.ofNullable(in.readLine()).orElse("");
  }
}

package dev.freehold.shell.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.engine.EngineCmdlets;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.testing.FakeTerminal;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Connections;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A shell with the Az cmdlets over a fake server, and a user whose answers are ready. */
final class AzureShell {

  final FakeServers servers = new FakeServers();
  private final FakeTerminal terminal = new FakeTerminal();
  final List<ShellError> errors = terminal.errors;
  final Deque<String> answers = terminal.answers;
  final StringBuilder shown = terminal.shown;
  final Session session;
  final Connections connections = new Connections();

  AzureShell(Path folder) {
    session =
        new Session(
            terminal,
            folder,
            Map.of(),
            (file, append) -> {
              throw new UnsupportedOperationException("tests redirect nothing");
            });
    EngineCmdlets.addTo(session);
    Clock clock = Clock.fixed(Instant.ofEpochMilli(1_500_000_000_250L), ZoneOffset.UTC);
    session.commands().add(new AzureCmdlets(servers, connections, clock).all());
  }

  /** Signs in with one subscription. */
  AzureShell signedIn() {
    servers.on("GET management.litware.example/subscriptions", "{'value':[%s]}".formatted(one()));
    good("Connect-AzAccount -UseDeviceAuthentication");
    servers.requests.clear();
    return this;
  }

  /** Who is signed in, as others of the shell's connections have it. */
  Account account() {
    return servers.signIn(servers.find(FakeServers.MANAGEMENT, terminal), null, terminal);
  }

  static String one() {
    return "{'subscriptionId':'s-1','displayName':'Mail','tenantId':'%s','state':'Enabled'}"
        .formatted(FakeServers.TENANT);
  }

  List<Object> run(String script) {
    errors.clear();
    shown.setLength(0);
    List<Object> written = new ArrayList<>();
    try {
      session.run(SourceText.typed(script), written::add);
    } catch (ParseException e) {
      throw new AssertionError(script + ": " + e.getMessage(), e);
    }
    return written;
  }

  List<Object> good(String script) {
    List<Object> written = run(script);
    assertThat(errors).as(script).isEmpty();
    return written;
  }

  String fails(String script) {
    run(script);
    assertThat(errors).as(script).hasSize(1);
    return errors.getFirst().message();
  }
}

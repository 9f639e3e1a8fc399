package dev.freehold.server.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.terminal.Questions;
import dev.freehold.powershell.terminal.ScriptRun;
import dev.freehold.powershell.terminal.ShellSetup;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.shell.ServerCmdlets;
import dev.freehold.shell.remote.HttpsServers;
import dev.freehold.shell.view.CmdletViews;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server with an organisation on it, and a shell that knows nothing but the server's address and
 * its authority. Everything is real, on loopback.
 */
final class ShellWorld implements AutoCloseable {

  private static final String PASSWORD = "correct horse battery staple";
  private static final int WIDTH_CHARS = 120;

  private final FreeholdServer server;
  private final Connection first;
  private final ServerCmdlets cmdlets;
  private final ScriptRun shell;
  private final StringWriter shown = new StringWriter();
  private final Deque<String> answers = new ArrayDeque<>();

  private ShellWorld(FreeholdServer server, Connection first, Path folder) throws IOException {
    this.server = server;
    this.first = first;
    Path authority = Files.writeString(folder.resolve("ca.pem"), server.authorityPem());
    Map<String, String> environment =
        Map.of(
            "FREEHOLD_URL", server.apiUri().toString(),
            "FREEHOLD_CA", authority.toString(),
            "FREEHOLD_HOME", folder.resolve("home").toString());
    PrintWriter writer = new PrintWriter(shown, true);
    this.cmdlets =
        new ServerCmdlets(
            new HttpsServers(environment, folder, Clock.systemUTC()), InstantSource.system());
    this.shell =
        new ScriptRun(
            setup(environment, Files.createDirectory(folder.resolve("work")), cmdlets),
            new ScriptRun.Surroundings(
                writer, writer, () -> WIDTH_CHARS, false, Optional.of(new Answers())),
            ScriptRun.Format.TEXT);
  }

  private static ShellSetup setup(
      Map<String, String> environment, Path folder, ServerCmdlets cmdlets) {
    return new ShellSetup(
        "freehold",
        environment,
        folder,
        cmdlets::of,
        cmdlets.names(),
        CmdletViews.all(),
        InstantSource.system());
  }

  /** Starts a server with the organisation contoso: people, subscriptions, mailboxes, a site. */
  static ShellWorld start(Path folder) throws IOException {
    return start(folder, Map.of());
  }

  /** The same with further settings. */
  static ShellWorld start(Path folder, Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("keys.lease-seconds", "1");
    FreeholdServer server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), all);
    Connection first;
    try (ApiClient operator =
        new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC())) {
      JsonNode tenant = operator.post("/api/v1/tenants", Map.of("name", "contoso"));
      first =
          TestTenant.connection(server, tenant.path("id").asText(), tenant.path("administrator"));
      try (ApiClient client = new ApiClient(first, Clock.systemUTC())) {
        populate(server, client);
      }
    }
    ShellWorld world = new ShellWorld(server, first, folder);
    world.prepare();
    return world;
  }

  private static void populate(FreeholdServer server, ApiClient client) throws IOException {
    String admin = person(server, client, "admin", "Ada Min", "GLOBAL_ADMIN");
    person(server, client, "alice", "Alice Wright", "VAULT_ADMIN");
    person(server, client, "grace", "Grace Oyelaran", "EXCHANGE_ADMIN");
    for (String subscription : List.of("Keys A", "Keys B")) {
      client.post(
          "/api/v1/subscriptions", Map.of("displayName", subscription, "owners", List.of(admin)));
    }
    for (String name : List.of("alice", "bob")) {
      client.post(
          "/api/v1/mailboxes", Map.of("address", name + "@contoso.com", "displayName", name));
    }
    client.post(
        "/api/v1/mail-users", Map.of("address", "dana@contoso.com", "displayName", "Dana Ortiz"));
    client.post("/api/v1/geos", Map.of("code", "NAM"));
    client.post("/api/v1/sites", Map.of("name", "groupname", "kind", "teamSite", "geo", "NAM"));
  }

  private static String person(
      FreeholdServer server, ApiClient client, String name, String displayName, String role)
      throws IOException {
    String userName = name + "@contoso.com";
    return TestTenant.person(server, client, userName, displayName, PASSWORD, role).toString();
  }

  private void prepare() throws IOException {
    for (String name : List.of("admin", "grace")) {
      run(
          "$%s = [pscredential]::new('%s@contoso.com', (ConvertTo-SecureString '%s' -AsPlainText -Force))"
              .formatted(name, name, PASSWORD));
    }
    run(
        "function Wait-Encrypted($who) { while (-not (Get-MailboxStatistics $who).IsEncrypted) {}"
            + " }");
    run(
        "function Wait-Registered { while ((Get-SPODataEncryptionPolicy).State -ne 'Registered') {}"
            + " }");
  }

  /** Runs a script beside this class; what it shows. */
  String script(String name, List<String> arguments) throws IOException {
    try (var in = ShellWorld.class.getResourceAsStream(name)) {
      Path file = Files.createTempFile("world", ".ps1");
      Files.write(file, in.readAllBytes());
      return file(file, arguments);
    }
  }

  /** Runs a script file; what it shows. */
  String file(Path file, List<String> arguments) throws IOException {
    shown.getBuffer().setLength(0);
    shell.file(SourceText.file(file.toString(), Files.readString(file)), arguments);
    return shown.toString();
  }

  /** Runs a command; all that it shows, errors too. */
  String run(String text) {
    shown.getBuffer().setLength(0);
    shell.command(text);
    return shown.toString();
  }

  /** The names that are offered for a parameter, of which the line has the beginning. */
  List<String> names(String cmdlet, String parameter, String vault, String prefix)
      throws InterruptedException {
    Parameter wanted = Parameter.text(parameter);
    CmdletInfo info =
        CmdletInfo.named(cmdlet)
            .module(cmdlet.contains("Az") ? "Az.KeyVault" : "ExchangeOnlineManagement")
            .with(wanted)
            .does(() -> call -> {});
    return cmdlets.names().values(new LiveValues.Wanted(info, wanted, given -> vault, prefix, 10));
  }

  /** What will be typed at the questions to come; {@code (browser)} signs in with a code. */
  void answer(List<String> lines) {
    answers.clear();
    answers.addAll(lines);
    if (answers.removeFirstOccurrence("(browser)")) {
      shown.getBuffer().setLength(0);
      new Browser(server, "admin@contoso.com", PASSWORD).watch(shown.getBuffer());
    }
  }

  /** The program that is a global administrator too, and owns no subscription; close it. */
  Member program() throws IOException {
    return Member.of(server, first);
  }

  /** The server, for those who come to it by other ways. */
  FreeholdServer server() {
    return server;
  }

  /** Names of Azure's vaults as this server's have them. */
  String here(String published) {
    String host = server.vaults().vaultUri("name").getAuthority();
    return published.replace(".vault.azure.net", host.substring("name".length()));
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Answers implements Questions {

    @Override
    public Optional<String> line(String prompt) {
      shown.append(prompt).append('\n');
      return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<SecureText> secret(String prompt) {
      return line(prompt).map(typed -> SecureText.copyOf(typed.toCharArray()));
    }
  }
}

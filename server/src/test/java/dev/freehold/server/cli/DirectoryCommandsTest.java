package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator and an administrator set a tenant up with commands alone. */
class DirectoryCommandsTest {

  private static Path folder;
  private static FreeholdServer server;
  private static Path operator;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    operator = server.operatorConnection();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String done(Path connection, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--connection", connection.toString()));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as("%s: %s", all, run.err()).isZero();
    return run.out();
  }

  private void assertOwnersOnly(String name) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("A tenant, its people, programs, subscriptions and keys, each secret in its file")
  void setsUp() throws Exception {
    assertThat(done(operator, "tenant", "create", "quarry", "--out", file("admin.json")))
        .startsWith("tenant ")
        .contains(" quarry, its first administrator: ");
    assertOwnersOnly("admin.json");
    Path admin = folder.resolve("admin.json");
    Connection handedOver = Connection.read(admin);
    assertThat(CommandRun.of("application", "renew", admin.toString()).out())
        .endsWith(" has a new secret\n");
    handedOver.write(folder.resolve("former.json"));
    CommandRun former = CommandRun.of("ledger", "key", "--connection", file("former.json"));
    assertThat(former.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(done(admin, "ledger", "key")).contains("+");

    assertThat(
            done(
                admin,
                "user",
                "create",
                "vera@quarry.example",
                "--name",
                "Vera",
                "--role",
                "VAULT_ADMIN",
                "--first-password",
                file("first")))
        .contains("vera@quarry.example, first password: ");
    assertOwnersOnly("first");
    Files.writeString(folder.resolve("chosen"), "granite-kettle-orchard-58");
    assertThat(
            done(
                admin,
                "user",
                "password",
                "vera@quarry.example",
                "--password-file",
                file("first"),
                "--new-password-file",
                file("chosen")))
        .isEqualTo("vera@quarry.example has a new password\n");
    assertThat(done(admin, "subscription", "create", "Keys A", "--owner", "vera@quarry.example"))
        .endsWith(" Keys A\n");
    assertThat(
            done(
                admin,
                "access-key",
                "create",
                "--out",
                file("s3"),
                "--user",
                "vera@quarry.example",
                "--password-file",
                file("chosen")))
        .startsWith("access key ");
    assertThat(Files.readString(folder.resolve("s3")))
        .startsWith("[default]\naws_access_key_id = ");
    assertOwnersOnly("s3");
    assertThat(
            done(
                admin,
                "application",
                "create",
                "mail import",
                "--role",
                "EXCHANGE_ADMIN",
                "--out",
                file("import.json")))
        .contains(" mail import: ");
    assertThat(Connection.read(folder.resolve("import.json")).tenant())
        .isEqualTo(handedOver.tenant());
  }

  @Test
  @DisplayName(
      "An auditor who is a person copies the log and the audit records, and asks for faults")
  void audits() throws Exception {
    done(operator, "tenant", "create", "slate", "--out", file("slate.json"));
    Path admin = folder.resolve("slate.json");
    done(
        admin,
        "user",
        "create",
        "alex@slate.example",
        "--name",
        "Alex",
        "--role",
        "AUDITOR",
        "--first-password",
        file("alex.first"));
    Files.writeString(folder.resolve("alex"), "marble-lantern-harvest-31");
    done(
        admin,
        "user",
        "password",
        "alex@slate.example",
        "--password-file",
        file("alex.first"),
        "--new-password-file",
        file("alex"));
    String[] alex = {"--user", "alex@slate.example", "--password-file", file("alex")};

    assertThat(done(admin, with(alex, "ledger", "export", "--present", "--to", file("copy"))))
        .startsWith("copied ");
    assertThat(CommandRun.of("ledger", "verify", file("copy")).out()).endsWith("all holds\n");
    assertThat(done(admin, with(alex, "audit", "export", file("records.jsonl"))))
        .startsWith("exported up to ");
    assertThat(Files.readString(folder.resolve("records.jsonl"))).contains("alex@slate.example");
    assertThat(done(admin, with(alex, "status"))).doesNotContain("refused");
  }

  private static String[] with(String[] caller, String... command) {
    return Stream.concat(Stream.of(command), Stream.of(caller)).toArray(String[]::new);
  }

  @Test
  @DisplayName("Nothing is made whose secret would have no place, and a wrong password is refused")
  void refuses() throws Exception {
    Files.writeString(folder.resolve("there"), "there");
    CommandRun taken =
        CommandRun.of(
            "tenant",
            "create",
            "granite",
            "--out",
            file("there"),
            "--connection",
            operator.toString());
    assertThat(taken.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(taken.err()).contains("exists; name a file that does not");
    done(operator, "tenant", "create", "granite", "--out", file("granite.json"));
    CommandRun wrong =
        CommandRun.of(
            "user",
            "password",
            "nobody@granite.example",
            "--password-file",
            file("there"),
            "--new-password-file",
            file("there"),
            "--connection",
            file("granite.json"));
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED);
  }
}

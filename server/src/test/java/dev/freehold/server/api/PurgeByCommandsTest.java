package dev.freehold.server.api;

import static dev.freehold.server.api.DocumentWorld.ADA;
import static dev.freehold.server.api.DocumentWorld.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.Connection;
import dev.freehold.server.testing.OutsideSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant leaves with commands alone; each answer names who is next, and their command. */
@Order(1)
class PurgeByCommandsTest {

  private static final String PIN = "four small boats";

  @TempDir private Path folder;
  private DocumentWorld world;
  private String ines;
  private String jon;
  private Path admin;
  private Path operator;

  @BeforeEach
  void start() throws Exception {
    ines = run("purge", "operator-key", "--name", "ines", "--out", file("ines.key")).out().strip();
    jon = run("purge", "operator-key", "--name", "jon", "--out", file("jon.key")).out().strip();
    world =
        new DocumentWorld(
            folder.resolve("world"),
            Map.of("purge.operators", ines + "," + jon, "keys.lease-seconds", "1"));
    admin = folder.resolve("admin.json");
    world.tenant.administrator().write(admin);
    operator = world.server.operatorConnection();
    Files.writeString(folder.resolve("password"), DocumentWorld.PASSWORD);
    Files.writeString(folder.resolve("passphrase"), DocumentWorld.PASSPHRASE);
    Files.writeString(folder.resolve("pin"), PIN);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(arguments);
  }

  /** Runs a command of {@code freehold purge} that has to succeed. */
  private String done(Path connection, String... arguments) {
    List<String> all = new ArrayList<>(List.of("purge"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--connection", connection.toString()));
    CommandRun run = run(all.toArray(String[]::new));
    assertThat(run.exitCode()).as("%s: %s", all, run.err()).isZero();
    return run.out();
  }

  private String asPerson(String user, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--user", user, "--password-file", file("password")));
    return done(admin, all.toArray(String[]::new));
  }

  private UUID request() throws IOException {
    for (String letter : List.of("a", "b")) {
      world.tenant.permit(letter, false, List.of("wrapKey", "unwrapKey"));
    }
    String asked =
        done(admin, "request", "mail", "--reason", "We close down", "--contact", "Nils Brandt");
    assertThat(asked)
        .contains("[x] asked for", "We close down", "[ ] document made")
        .contains("next, a global administrator:", "freehold purge document ");
    return UUID.fromString(asked.substring("purge ".length(), "purge ".length() + 36));
  }

  @Test
  @DisplayName("With a certificate in a file: asked, signed outside, approved twice, proved")
  void byCertificate() throws Exception {
    OutsideSigner ada = OutsideSigner.create();
    ada.keystore(folder.resolve("ada.p12"), PIN);
    Files.writeString(folder.resolve("ada.pem"), ada.certificatePem());
    Files.writeString(folder.resolve("ca.pem"), ada.issuerPem());
    assertThat(
            done(
                admin,
                "approver",
                "set",
                ADA,
                "--certificate",
                file("ada.pem"),
                "--issuers",
                file("ca.pem")))
        .startsWith("approver: ")
        .contains("certificate ");
    assertThat(done(admin, "approver", "show")).contains("certificate ");

    String purge = request().toString();
    assertThat(done(admin, "list")).contains(purge, "purgeRequested", "document");
    assertThat(
            done(
                admin, "document", purge, "--out", file("purge.pdf"), "--list", file("list.jsonl")))
        .contains("next, the approver:", "freehold purge sign purge.pdf");
    assertThat(folder.resolve("list.jsonl")).exists();
    CommandRun signed =
        run(
            "purge",
            "sign",
            file("purge.pdf"),
            "--keystore",
            file("ada.p12"),
            "--pin-file",
            file("pin"),
            "--out",
            file("signed.pdf"));
    assertThat(signed.exitCode()).as(signed.err()).isZero();
    assertThat(done(admin, "bring", purge, file("signed.pdf")))
        .contains("[x] document signed", "next, two operators:", "0 of 2");

    assertThat(done(operator, "inbox")).contains(purge, "purgeAuthorised", "approvals");
    CommandRun early =
        run(
            "purge",
            "backups-destroyed",
            purge,
            "--on",
            "2026-11-01",
            "--out",
            file("early.txt"),
            "--connection",
            operator.toString());
    assertThat(early.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(early.err())
        .startsWith("freehold: purge-step-refused: ")
        .contains(" is at purgeAuthorised; ");
    assertThat(run("purge", "resume", purge, "--connection", operator.toString()).err())
        .contains(" is at purgeAuthorised; it has no run yet");
    CommandRun receiptEarly =
        run(
            "purge",
            "receipt",
            purge,
            "--out",
            file("receipt.json"),
            "--connection",
            admin.toString());
    assertThat(receiptEarly.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(receiptEarly.err()).contains("its receipt is made after the keys are destroyed");
    approve(purge);
    awaitPurged(purge);
    assertThat(done(admin, "show", purge))
        .contains("[x] keys destroyed, entry ", "freehold purge receipt " + purge);
    done(admin, "receipt", purge, "--out", file("receipt.json"));
    CommandRun verified =
        run(
            "receipt",
            "verify",
            file("receipt.json"),
            "--log-key",
            world
                .json("GET", "/api/v1/ledger/key", world.admin(), null)
                .json()
                .path("log")
                .asText(),
            "--without-witness",
            "--pdf",
            file("signed.pdf"));
    assertThat(verified.exitCode()).as(verified.err() + verified.out()).isZero();
    assertThat(verified.out()).contains("backups    no attestation about backups yet");
    backups(purge);
  }

  /** Operators attest about backups; a later word corrects the first, and the receipt has both. */
  private void backups(String purge) throws Exception {
    assertThat(done(operator, "inbox")).contains(purge, "an operator: backups");
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    assertThat(attest(purge, "ines", today))
        .contains("attestation 1, backups destroyed by " + today);
    assertThat(done(operator, "inbox")).doesNotContain(purge);
    CommandRun again =
        CommandRun.of(
            "purge", "submit", file("ines-backups.txt"), "--connection", operator.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).startsWith("freehold: operator-statement-wrong: ");
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    assertThat(attest(purge, "jon", tomorrow)).contains("attestation 2");
    assertThat(done(admin, "show", purge)).contains("[x] backups destroyed by " + tomorrow, "jon");
    assertThat(world.refusals("PolicyPurgeBackups")).containsExactly("operator-statement-wrong");

    done(admin, "receipt", purge, "--out", file("later.json"));
    CommandRun checked = receipt("verify", "later.json", ines, jon);
    assertThat(checked.exitCode()).as(checked.out()).isZero();
    assertThat(checked.out())
        .containsPattern("backups    attestation 1 of ines, .*: destroyed by .*, corrected later")
        .containsPattern("backups    attestation 2 of jon, .*: destroyed by " + tomorrow + "\n");
    CommandRun other = receipt("verify", "later.json", ines);
    assertThat(other.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(other.out()).contains("attestation-wrong: ");
    assertThat(receipt("print", "later.json", ines, jon, "--out", file("later.pdf")).out())
        .endsWith("later.pdf: all holds\n");
    assertThat(receipt("verify", "later.pdf", ines, jon).out()).isEqualTo(checked.out());
  }

  private String attest(String purge, String name, String day) {
    done(operator, "backups-destroyed", purge, "--on", day, "--out", file(name + "-statement.txt"));
    CommandRun signed =
        run(
            "purge",
            "approve",
            file(name + "-statement.txt"),
            "--key",
            file(name + ".key"),
            "--out",
            file(name + "-backups.txt"));
    assertThat(signed.exitCode()).as(signed.err()).isZero();
    return done(operator, "submit", file(name + "-backups.txt"));
  }

  /** A command about a receipt, with operators' keys; options begin where the keys end. */
  private CommandRun receipt(String command, String name, String... more) {
    List<String> all =
        new ArrayList<>(List.of("receipt", command, file(name), "--without-witness"));
    for (String each : more) {
      if (each.contains("+")) {
        all.add("--operator-key");
      }
      all.add(each);
    }
    return run(all.toArray(String[]::new));
  }

  private void approve(String purge) {
    assertThat(done(operator, "statement", purge, "--out", file("purge.txt")))
        .contains("next, an operator: ", "  freehold purge approve " + file("purge.txt"));
    for (String name : List.of("ines", "jon")) {
      CommandRun approved =
          run(
              "purge",
              "approve",
              "--key",
              file(name + ".key"),
              "--document",
              file("purge.txt.pdf"),
              "--out",
              file(name + ".txt"),
              file("purge.txt"));
      assertThat(approved.exitCode()).as(approved.err()).isZero();
    }
    assertThat(done(operator, "submit", file("ines.txt"), file("jon.txt"))).contains("2 of 2");
  }

  private void awaitPurged(String purge) {
    Eventually.holds(
        "the run has ended",
        Duration.ofMinutes(1),
        () -> done(admin, "show", purge).contains("freehold purge receipt " + purge));
  }

  @Test
  @DisplayName("With a key here: the approver signs with a passphrase, and nobody else can")
  void byPassphrase() throws IOException {
    done(admin, "approver", "set", ADA);
    assertThat(done(admin, "approver", "show")).contains("not made a key yet");
    assertThat(asPerson(ADA, "approver", "key", "--passphrase-file", file("passphrase")))
        .startsWith("certificate ");
    String purge = request().toString();
    done(admin, "document", purge, "--out", file("purge.pdf"));
    assertThat(asPerson(ADA, "document", purge, "--out", file("again.pdf"))).contains("again.pdf");
    CommandRun refused =
        run(
            "purge",
            "sign-here",
            purge,
            "--connection",
            admin.toString(),
            "--user",
            BEN,
            "--password-file",
            file("password"),
            "--passphrase-file",
            file("passphrase"));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).startsWith("freehold: not-the-approver: ");

    assertThat(asPerson(ADA, "sign-here", purge, "--passphrase-file", file("passphrase")))
        .contains("[x] document signed", "Ada Quill", "next, two operators:");
  }

  @Test
  @DisplayName("A refusal, a server that is gone and a wrong option end with codes of their own")
  void endsWithCodes() throws Exception {
    String none = UUID.randomUUID().toString();
    CommandRun refused = run("purge", "show", none, "--connection", admin.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).startsWith("freehold: purge-not-found: ");
    Connection gone = world.tenant.administrator();
    Path elsewhere = folder.resolve("gone.json");
    gone.movedTo(URI.create("https://127.0.0.1:1"), gone.authorityPem()).write(elsewhere);
    assertThat(run("purge", "show", none, "--connection", elsewhere.toString()).exitCode())
        .isEqualTo(4);
    assertThat(run("purge", "show", none).exitCode()).isEqualTo(3);
    assertThat(run("purge", "show", "nonsense", "--connection", admin.toString()).exitCode())
        .isEqualTo(2);
    Files.writeString(folder.resolve("no.pdf"), "no document");
    OutsideSigner.create().keystore(folder.resolve("any.p12"), PIN);
    CommandRun unsigned =
        run(
            "purge",
            "sign",
            file("no.pdf"),
            "--keystore",
            file("any.p12"),
            "--pin-file",
            file("pin"),
            "--out",
            file("never.pdf"));
    assertThat(unsigned.exitCode()).isEqualTo(3);
    assertThat(folder.resolve("never.pdf")).doesNotExist();
  }
}

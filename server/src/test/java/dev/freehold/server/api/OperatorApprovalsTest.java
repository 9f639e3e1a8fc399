package dev.freehold.server.api;

import static dev.freehold.server.api.DocumentWorld.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.api.DocumentWorld.Reply;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.testing.OutsideSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operators approve a purge offline; anything less does not. */
class OperatorApprovalsTest {

  private static final String INES = "ines@operations.example";
  private static final String JON = "jon@operations.example";

  private final NoteKey ines = NoteKey.generate();
  private final NoteKey jon = NoteKey.generate();
  private DocumentWorld world;
  private String purge;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    world =
        new DocumentWorld(
            folder,
            ines.verifier(INES, VerifierKey.Use.NOTE)
                + ","
                + jon.verifier(JON, VerifierKey.Use.NOTE));
    OutsideSigner ada = OutsideSigner.create();
    world.register(ADA, ada.certificate(), ada.issuer());
    purge = world.request("mail");
    byte[] signed = ada.sign(world.document(purge));
    assertThat(statement(purge).code()).isEqualTo("purge-document-not-found");
    assertThat(world.upload(purge, signed).status()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply statement(String id) throws Exception {
    return world.send(
        "GET", "/api/v1/operator/purges/" + id + "/statement", world.operator(), null);
  }

  private String text() throws Exception {
    Reply reply = statement(purge);
    assertThat(reply.status()).isEqualTo(200);
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private Reply submit(String text, NoteSignature... signatures) throws Exception {
    return world.send(
        "POST",
        "/api/v1/operator/purges/" + purge + "/approvals",
        world.operator(),
        new SignedNote(text, List.of(signatures)).bytes());
  }

  private static void assertRefused(Reply reply, String code) throws Exception {
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  @DisplayName("The second operator starts the purge")
  void twoOperators() throws Exception {
    String text = text();
    assertThat(text).contains(purge, "inventory ", "document ", "signed ");
    Reply first = submit(text, ines.sign(INES, text));
    assertThat(first.json().path("approvals").asInt()).as(first.json().toString()).isEqualTo(1);
    assertThat(world.stateOf(purge)).isEqualTo("purgeAuthorised");

    Reply second = submit(text, ines.sign(INES, text), jon.sign(JON, text));

    assertThat(second.json().path("approvals").asInt()).isEqualTo(2);
    assertThat(world.stateOf(purge)).isIn("purging", "purged", "purgeAuthorised");
    assertThat(
            world.json("GET", "/api/v1/purges/" + purge, world.admin(), null).json().has("jobId"))
        .isTrue();
  }

  @Test
  @DisplayName("An approval that is there already does not keep the command from the next one")
  void submitsTheRest(@TempDir Path files) throws Exception {
    String text = text();
    String one = file(files.resolve("ines.txt"), text, ines.sign(INES, text));
    String two = file(files.resolve("jon.txt"), text, jon.sign(JON, text));
    assertThat(submitted(one).out())
        .contains(
            "1 of 2 approvals, purgeAuthorised\nnext, another operator: ",
            "\n  freehold purge submit approved.txt --connection operator.json\n");

    CommandRun rest = submitted(one, two);

    assertThat(rest.exitCode()).as(rest.err()).isZero();
    assertThat(rest.out())
        .contains("ines.txt adds nothing", "2 of 2 approvals, purging\nnext, ")
        .containsOnlyOnce("next, ");
    CommandRun again = submitted(one, two);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("ines.txt adds nothing", "jon.txt adds nothing");
    String stranger = file(files.resolve("x.txt"), text, NoteKey.generate().sign(INES, text));
    assertThat(submitted(one, stranger).err()).contains("operator-unknown");
  }

  private static String file(Path file, String text, NoteSignature signature) throws IOException {
    return Files.write(file, new SignedNote(text, List.of(signature)).bytes()).toString();
  }

  private CommandRun submitted(String... files) {
    String connection = world.server.operatorConnection().toString();
    List<String> command = new ArrayList<>(List.of("purge", "submit", "--connection", connection));
    command.addAll(List.of(files));
    return CommandRun.of(command.toArray(String[]::new));
  }

  @Test
  @DisplayName("fault27: one operator twice, also under two names or in two files")
  void fault27_sameOperatorTwice() throws Exception {
    String text = text();
    assertThat(submit(text, ines.sign(INES, text)).status()).isEqualTo(200);
    assertRefused(submit(text, ines.sign(INES, text)), "purge-approval-refused");
    assertRefused(
        submit(text, ines.sign(INES, text), ines.sign(INES, text)), "purge-approval-refused");
    assertRefused(submit(text, ines.sign(JON, text)), "operator-unknown");
    assertThat(world.stateOf(purge)).isEqualTo("purgeAuthorised");
  }

  @Test
  @DisplayName("fault27: an edited statement, one of another purge, an unknown key, no statement")
  void fault27_otherStatements() throws Exception {
    String text = text();
    String edited = text.replace("inventory ", "inventory 0").replaceFirst("0(?=\n)", "");
    assertRefused(submit(edited, ines.sign(INES, edited)), "operator-statement-wrong");
    assertRefused(submit(text, ines.sign(INES, edited)), "operator-unknown");
    String other = text.replace(purge, "00000000-0000-4000-8000-000000000001");
    assertRefused(submit(other, ines.sign(INES, other)), "operator-statement-wrong");
    assertRefused(submit(text, NoteKey.generate().sign(INES, text)), "operator-unknown");
    assertRefused(
        world.send(
            "POST",
            "/api/v1/operator/purges/" + purge + "/approvals",
            world.operator(),
            "hello".getBytes(StandardCharsets.UTF_8)),
        "operator-statement-wrong");
    assertThat(world.refusals("PolicyPurgeApprove"))
        .contains("operator-statement-wrong", "operator-unknown");
    assertThat(world.stateOf(purge)).isEqualTo("purgeAuthorised");
  }
}

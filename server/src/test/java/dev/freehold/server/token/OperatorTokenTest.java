package dev.freehold.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' keys in SoftHSM, by the commands, each in a process of its own. */
@DisplayName("An operator's key in a token")
class OperatorTokenTest {

  private static final String PIN = "4711-boats";
  private static final Path SOFT_HSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final String STATEMENT =
      """
      freehold purge approval v1
      tenant 00000000-0000-4000-8000-00000000000a
      policy 00000000-0000-4000-8000-00000000000b
      purge 00000000-0000-4000-8000-00000000000c
      document %1$s
      signed %1$s
      inventory %1$s
      I approve that all keys of what this purge lists are destroyed for good.
      """
          .formatted("5e".repeat(32));

  @TempDir private Path folder;

  @BeforeEach
  void token() throws Exception {
    assumeTrue(Files.exists(SOFT_HSM), "needs Debian's package softhsm2");
    Files.writeString(
        folder.resolve("softhsm2.conf"),
        "directories.tokendir = " + Files.createDirectory(folder.resolve("tokens")) + "\n");
    Files.writeString(folder.resolve("pin"), PIN);
    Files.writeString(folder.resolve("wrong"), "4712-boats");
    Files.writeString(folder.resolve("statement"), STATEMENT);
    assertThat(run("softhsm2-util --init-token --free --label ops --so-pin 5678 --pin " + PIN).code)
        .isZero();
  }

  @Test
  @DisplayName("is made there, signs there, and is checked as any other")
  void signs() throws Exception {
    VerifierKey ines = VerifierKey.parse(make("ines").output.strip());
    assertThat(ines.name()).isEqualTo("ines");
    Result approved = approve("one", "statement", "pin", "");
    assertThat(approved.code).as(approved.output).isZero();
    assertThat(approved.output).startsWith("signed as ines:");
    VerifierKey omar = VerifierKey.parse(make("omar").output.strip());
    assertThat(approve("no", "one", "pin", "").output).contains("several", "--alias");
    assertThat(approve("two", "one", "pin", "--alias omar").code).isZero();
    SignedNote note = SignedNote.parse(Files.readAllBytes(folder.resolve("two")));
    assertThat(note.text()).isEqualTo(STATEMENT);
    assertThat(note.isSignedBy(ines)).isTrue();
    assertThat(note.isSignedBy(omar)).isTrue();
  }

  @Test
  @DisplayName("has one name, needs the PIN, and is missed by who asks for another")
  void refuses() throws Exception {
    assertThat(approve("no", "statement", "pin", "").output).contains("no such Ed25519 key");
    assertThat(make("ines").code).isZero();
    Result again = make("ines");
    assertThat(again.code).isEqualTo(3);
    assertThat(again.output).contains("has a key 'ines' already");
    Result wrong = approve("no", "statement", "wrong", "");
    assertThat(wrong.code).isEqualTo(3);
    assertThat(wrong.output).contains("the PIN is another");
    assertThat(approve("no", "statement", "pin", "--alias omar").code).isEqualTo(3);
    assertThat(folder.resolve("no")).doesNotExist();
  }

  private Result make(String name) throws Exception {
    return freehold(
        "operator-key --name %s --pkcs11 %s --pin-file %s"
            .formatted(name, SOFT_HSM, folder.resolve("pin")));
  }

  private Result approve(String out, String statement, String pin, String more) throws Exception {
    return freehold(
        "approve %s --pkcs11 %s --pin-file %s --out %s %s"
            .formatted(
                folder.resolve(statement),
                SOFT_HSM,
                folder.resolve(pin),
                folder.resolve(out),
                more));
  }

  private Result freehold(String command) throws Exception {
    return run(
        "%s --enable-native-access=ALL-UNNAMED -cp %s dev.freehold.server.cli.Main purge %s"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin/java"),
                System.getProperty("java.class.path"),
                command.strip()));
  }

  private record Result(int code, String output) {}

  private Result run(String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command.split(" ")))).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
    builder.redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), Files.readString(folder.resolve("output")));
  }
}

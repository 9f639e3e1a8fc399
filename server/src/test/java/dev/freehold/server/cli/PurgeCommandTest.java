package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.cli.options.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do without a server. */
class PurgeCommandTest {

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
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private VerifierKey key(String name) {
    out.getBuffer().setLength(0);
    assertThat(run("purge", "operator-key", "--name", name, "--out", path(name))).isZero();
    return VerifierKey.parse(out.toString().strip());
  }

  @Test
  @DisplayName("Two operators sign one after the other, each with a key that only they can read")
  void signs() throws Exception {
    VerifierKey ines = key("ines");
    VerifierKey jon = key("jon");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("jon"))))
        .isEqualTo("rw-------");
    Files.writeString(folder.resolve("statement"), STATEMENT);

    int first =
        run("purge", "approve", "--key", path("ines"), "--out", path("one"), path("statement"));
    int second = run("purge", "approve", "--key", path("jon"), "--out", path("two"), path("one"));

    assertThat(first).as(err.toString()).isZero();
    assertThat(second).as(err.toString()).isZero();
    assertThat(out.toString())
        .endsWith(
            "\n  freehold purge submit %s --connection operator.json\n".formatted(path("two")));
    SignedNote note = SignedNote.parse(Files.readAllBytes(folder.resolve("two")));
    assertThat(note.text()).isEqualTo(STATEMENT);
    assertThat(note.isSignedBy(ines)).isTrue();
    assertThat(note.isSignedBy(jon)).isTrue();
    assertThat(run("purge", "operator-key", "--name", "jon", "--out", path("jon"))).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "The id of a key is the SHA-256 of its public half in DER, as other programs have it")
  void keyId() throws Exception {
    VerifierKey ines = key("ines");
    out.getBuffer().setLength(0);
    assertThat(run("purge", "key-id", ines.toString())).isZero();
    byte[] raw = Base64.getDecoder().decode(ines.toString().split("\\+", 3)[2]);
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(raw, 1)));
    assertThat(out.toString().strip())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded())));
    assertThat(run("purge", "key-id", "ines")).isEqualTo(3);
  }

  /** The point of RFC 8032, 5.1.2: little endian, its highest bit the sign of x. */
  private static EdECPoint point(byte[] bytes, int from) {
    byte[] bigEndian = new byte[bytes.length - from];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = bytes[bytes.length - 1 - i];
    }
    boolean isOdd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    return new EdECPoint(isOdd, new BigInteger(1, bigEndian));
  }

  @Test
  @DisplayName("A key may be sealed by a passphrase, without which it signs nothing")
  void sealedKey() throws Exception {
    Files.writeString(folder.resolve("phrase"), "nine grey herons wait");
    Files.writeString(folder.resolve("wrong"), "nine grey herons wade");
    Files.writeString(folder.resolve("easy"), "password");
    Files.writeString(folder.resolve("statement"), STATEMENT);
    assertThat(sealed("operator-key", "--name", "ines", "--out", path("e"), "easy")).isEqualTo(3);
    assertThat(folder.resolve("e")).doesNotExist();
    out.getBuffer().setLength(0);
    assertThat(sealed("operator-key", "--name", "ines", "--out", path("ines"), "phrase"))
        .as(err.toString())
        .isZero();
    VerifierKey ines = VerifierKey.parse(out.toString().strip());
    assertThat(Files.readString(folder.resolve("ines"))).contains("freehold-operator-key-v2");
    String[] approve = {"approve", path("statement"), "--key", path("ines"), "--out", path("x")};
    assertThat(sealed(with(approve, "wrong"))).isEqualTo(3);
    assertThat(folder.resolve("x")).doesNotExist();
    assertThat(sealed(with(approve, "phrase"))).as(err.toString()).isZero();
    assertThat(SignedNote.parse(Files.readAllBytes(folder.resolve("x"))).isSignedBy(ines)).isTrue();
  }

  private static String[] with(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  /** The last word is the file with the passphrase. */
  private int sealed(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "purge";
    System.arraycopy(words, 0, all, 1, words.length - 1);
    all[words.length] = "--passphrase-file";
    all[words.length + 1] = path(words[words.length - 1]);
    return run(all);
  }

  @Test
  @DisplayName("fault27: what is no statement, another document, and a key that others can read")
  void fault27_refusesToSign() throws Exception {
    VerifierKey ines = key("ines");
    assertThat(ines.name()).isEqualTo("ines");
    Files.writeString(folder.resolve("statement"), STATEMENT);
    Files.writeString(folder.resolve("other"), STATEMENT.replace("I approve", "I don't approve"));
    Files.writeString(folder.resolve("document"), "another");
    assertThat(run("purge", "approve", "--key", path("ines"), "--out", path("x"), path("other")))
        .isEqualTo(3);
    assertThat(
            run(
                "purge",
                "approve",
                "--key",
                path("ines"),
                "--document",
                path("document"),
                "--out",
                path("x"),
                path("statement")))
        .isEqualTo(3);
    Files.setPosixFilePermissions(
        folder.resolve("ines"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(
            run("purge", "approve", "--key", path("ines"), "--out", path("x"), path("statement")))
        .isEqualTo(3);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  @DisplayName("files that exist already or are missing are bad input, and no server that is down")
  void files() throws Exception {
    key("ines.key");
    Files.writeString(folder.resolve("purge.txt"), STATEMENT);
    Files.writeString(folder.resolve("there.txt"), "kept");
    assertThat(
            run(
                "purge",
                "approve",
                path("purge.txt"),
                "--key",
                path("ines.key"),
                "--out",
                path("there.txt")))
        .isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(err.toString())
        .isEqualTo(
            "freehold: input-invalid: %s exists already; name another file, or remove this one\n"
                .formatted(path("there.txt")));
    assertThat(folder.resolve("there.txt")).hasContent("kept");
    err.getBuffer().setLength(0);
    assertThat(
            run(
                "purge",
                "approve",
                path("purge.txt"),
                "--key",
                path("ines.key"),
                "--out",
                path("no/where.txt")))
        .isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(err.toString()).contains("no/where.txt is not there");
  }

  @Test
  @DisplayName("ids and days that are none are named, without words of the program")
  void values() {
    assertThat(run("purge", "show", "a/b\\%\u00fc")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("(PURGE): 'a/b\\%\u00fc' is not an id, such as ");
    err.getBuffer().setLength(0);
    String id = "00000000-0000-4000-8000-00000000000c";
    assertThat(run("purge", "backups-destroyed", id, "--on", "yesterday", "--out", path("x")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("'yesterday' is not a day, such as 2026-12-06");
    assertThat(err.toString()).doesNotContain("java.");
    err.getBuffer().setLength(0);
    run("purge", "show", "x".repeat(300));
    assertThat(err.toString()).contains("'" + "x".repeat(64) + "\u2026' is not an id");
  }
}

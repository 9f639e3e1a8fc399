package dev.freehold.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Certificates that vouch for themselves, made by the JDK's keytool. */
public final class OwnCertificate {

  /** The password of each. */
  public static final String PASSWORD = "only for tests";

  private OwnCertificate() {}

  /** Puts another one for {@code names} in place of {@code file}, a PKCS #12 file. */
  public static void write(Path file, String... names) throws IOException, InterruptedException {
    Path made = file.resolveSibling("made.p12");
    List<String> line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=own",
            "-validity",
            "30",
            "-ext",
            "san=dns:" + String.join(",dns:", names),
            "-storetype",
            "PKCS12",
            "-keystore",
            made.toString(),
            "-storepass",
            PASSWORD);
    int code = new ProcessBuilder(line).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("keytool ended with " + code);
    }
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

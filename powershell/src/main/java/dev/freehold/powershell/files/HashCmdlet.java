package dev.freehold.powershell.files;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.view.ViewTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Get-FileHash, without the digests that no longer tell files apart. */
final class HashCmdlet {

  private static final int BUFFER_BYTES = 64 * 1024;

  static final CmdletInfo INFO =
      FileCmdlets.withPaths("Get-FileHash", "Shows the digest of a file.")
          .with(
              Parameter.of(
                      "Algorithm",
                      ArgumentTypes.choice("System.String", "SHA256", "SHA384", "SHA512"))
                  .at(1))
          .writes(ViewTypes.FILE_HASH)
          .does(() -> HashCmdlet::process);

  private HashCmdlet() {}

  private static void process(Invocation call) {
    String algorithm = call.bound().text("Algorithm").orElse("SHA256");
    for (Path path : Places.existing(call)) {
      if (Files.isDirectory(path)) {
        continue;
      }
      try {
        call.write(
            PsObject.ofType(ViewTypes.FILE_HASH)
                .with("Algorithm", algorithm)
                .with(
                    "Hash", HexFormat.of().withUpperCase().formatHex(digest(call, path, algorithm)))
                .with("Path", path.toString()));
      } catch (IOException e) {
        call.error(FileErrors.of(path, e));
      }
    }
  }

  private static byte[] digest(Invocation call, Path path, String algorithm) throws IOException {
    MessageDigest digest = ofName(algorithm.replace("SHA", "SHA-"));
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        call.checkCancelled();
        digest.update(buffer, 0, count);
      }
    }
    return digest.digest();
  }

  private static MessageDigest ofName(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }
}

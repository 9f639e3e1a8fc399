package dev.freehold.vault.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.vault.token.HardwareToken;
import dev.freehold.vault.token.Pkcs11Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Slot;

/**
 * Two tokens of SoftHSM 2, made before it is loaded into this JVM, because it looks for tokens only
 * then. Tests that use them are skipped where it is not installed.
 */
public final class SoftToken {

  /** The token that tests use. */
  public static final String ONE = "one-" + ProcessHandle.current().pid();

  /** Another one. */
  public static final String TWO = "two-" + ProcessHandle.current().pid();

  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final String PIN = "1234";

  private SoftToken() {}

  private static final class Made {
    static final boolean DONE = make();

    private static boolean make() {
      // Two test processes must not be given the same free slot.
      try (FileChannel lock = lockFile();
          FileLock _ = lock.lock()) {
        for (String label : List.of(ONE, TWO)) {
          String command =
              "softhsm2-util --init-token --free --label %s --pin %s --so-pin 5678"
                  .formatted(label, PIN);
          Process process =
              new ProcessBuilder(command.split(" "))
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start();
          if (process.waitFor() != 0) {
            throw new IllegalStateException("softhsm2-util failed");
          }
        }
        return true;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private static FileChannel lockFile() throws IOException {
      Path tokens = Files.createDirectories(Path.of("target/softhsm"));
      return FileChannel.open(
          tokens.resolveSibling("softhsm.lock"),
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE);
    }
  }

  /** Skips the test where there is no SoftHSM. */
  public static void assumeInstalled() {
    assumeTrue(Files.exists(LIBRARY), "needs Debian's package softhsm2");
    assumeTrue(Made.DONE);
  }

  /** Opens the token {@code label}. */
  public static HardwareToken open(String label) {
    return HardwareToken.open(settings(label, PIN));
  }

  /** How to open the token {@code label} with any PIN. */
  public static Pkcs11Settings settings(String label, String pin) {
    assumeInstalled();
    return new Pkcs11Settings(LIBRARY, label, new Pkcs11Settings.Pin(pin.toCharArray()), 4);
  }

  /** Does to the token's sessions what taking it out does. */
  public static void takeOut(String label) {
    try {
      for (Slot slot : PKCS11Module.getInstance(LIBRARY.toString()).getSlotList(true)) {
        if (slot.getToken().getTokenInfo().getLabel().strip().equals(label)) {
          slot.getModule().getPKCS11Module().C_CloseAllSessions(slot.getSlotID());
        }
      }
    } catch (IOException | PKCS11Exception | iaik.pkcs.pkcs11.wrapper.PKCS11Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

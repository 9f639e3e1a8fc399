package dev.freehold.vault.token;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * A PKCS #11 token that is logged in and has a wrapping key. Sessions are reused and their number
 * is limited. If the token was removed or restarted, it is opened again and the work is repeated.
 * Thread-safe.
 */
public final class HardwareToken implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HardwareToken.class);
  private static final long PATIENCE_SECONDS = 5;

  private final Pkcs11Settings settings;
  private final Semaphore permits;

  @GuardedBy("this")
  private OpenToken open;

  @GuardedBy("this")
  private boolean closed;

  private HardwareToken(Pkcs11Settings settings) {
    this.settings = settings;
    this.permits = new Semaphore(settings.maxSessions(), true);
  }

  /**
   * Opens a token; its wrapping key is made if it has none.
   *
   * @throws VaultException TOKEN if it is not there or refuses the PIN
   */
  public static HardwareToken open(Pkcs11Settings settings) {
    HardwareToken token = new HardwareToken(settings);
    token.present();
    return token;
  }

  /**
   * Work that is done in one session.
   *
   * @param <R> what comes out
   */
  @FunctionalInterface
  public interface Work<R> {
    /** Does it; objects that it makes in the session it destroys. */
    R in(Session session, TokenWrappingKey wrapping) throws PKCS11Exception;
  }

  /** How many operations are done at a time. */
  public int maxSessions() {
    return settings.maxSessions();
  }

  /**
   * Does {@code work}, again if the token had to be opened again.
   *
   * @throws VaultException TOKEN if the token does not do it
   */
  public <R> R with(Work<R> work) {
    acquire();
    try {
      return attempt(work);
    } finally {
      permits.release();
    }
  }

  private <R> R attempt(Work<R> work) {
    OpenToken used = present();
    try {
      return used.with(work);
    } catch (PKCS11Exception e) {
      if (!TokenErrors.isGone(e)) {
        throw TokenErrors.failed("did not do what it was asked", e);
      }
      LOG.warn("the token {} answers {}; it is opened again", settings.label(), e.getErrorName());
      drop(used);
    }
    try {
      return present().with(work);
    } catch (PKCS11Exception e) {
      throw TokenErrors.failed("did not do what it was asked", e);
    }
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new VaultException(VaultError.TOKEN, "the token is busy; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VaultException(VaultError.TOKEN, "the wait for the token was interrupted", e);
    }
  }

  private synchronized OpenToken present() {
    if (closed) {
      throw new VaultException(VaultError.TOKEN, "the token is closed");
    }
    if (open == null) {
      open = OpenToken.open(settings);
    }
    return open;
  }

  private synchronized void drop(OpenToken gone) {
    if (open == gone) {
      open = null;
      gone.close();
    }
  }

  /** Ends all sessions and forgets the PIN. */
  @Override
  public synchronized void close() {
    closed = true;
    if (open != null) {
      open.close();
      open = null;
    }
    settings.pin().forget();
  }
}

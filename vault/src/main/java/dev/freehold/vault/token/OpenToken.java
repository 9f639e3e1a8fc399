package dev.freehold.vault.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_ALREADY_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.StaticLogger;

/** One stay of a token: the sessions since it was opened. Thread-safe. */
final class OpenToken implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenToken.class);

  static {
    StaticLogger.setLogger(new WrapperLog());
  }

  private final org.xipki.pkcs11.wrapper.Token token;
  private final Session first;
  private final TokenWrappingKey wrapping;
  private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  private OpenToken(
      org.xipki.pkcs11.wrapper.Token token, Session first, TokenWrappingKey wrapping) {
    this.token = token;
    this.first = first;
    this.wrapping = wrapping;
  }

  static OpenToken open(Pkcs11Settings settings) {
    try {
      org.xipki.pkcs11.wrapper.Token token = find(module(settings), settings.label());
      Session first = token.openSession(true);
      try {
        logIn(first, settings);
        return new OpenToken(token, first, TokenWrappingKey.findOrMake(first));
      } catch (PKCS11Exception | RuntimeException e) {
        first.closeSession();
        throw e;
      }
    } catch (PKCS11Exception e) {
      throw TokenErrors.failed("cannot be opened; check its PIN and that it is present", e);
    }
  }

  <R> R with(HardwareToken.Work<R> work) throws PKCS11Exception {
    Session session = idle.poll();
    if (session == null) {
      session = token.openSession(true);
    }
    boolean whole = false;
    try {
      R result = work.in(session, wrapping);
      whole = true;
      return result;
    } finally {
      // After a failure an operation may still be under way in the session.
      if (whole && !closed) {
        idle.push(session);
      } else {
        end(session);
      }
    }
  }

  /** Ends the sessions; the last one ends the login. The module stays, others may use it. */
  @Override
  public void close() {
    closed = true;
    for (Session session = idle.poll(); session != null; session = idle.poll()) {
      end(session);
    }
    end(first);
  }

  private static PKCS11Module module(Pkcs11Settings settings) throws PKCS11Exception {
    try {
      PKCS11Module module = PKCS11Module.getInstance(settings.library().toString());
      initialize(module);
      return module;
    } catch (IOException e) {
      throw new VaultException(
          VaultError.TOKEN,
          "the PKCS #11 module %s cannot be loaded".formatted(settings.library()),
          e);
    }
  }

  private static void initialize(PKCS11Module module) throws PKCS11Exception {
    try {
      module.initialize();
    } catch (PKCS11Exception e) {
      if (e.getErrorCode() != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
        throw e;
      }
    }
  }

  private static org.xipki.pkcs11.wrapper.Token find(PKCS11Module module, String label)
      throws PKCS11Exception {
    for (Slot slot : module.getSlotList(true)) {
      org.xipki.pkcs11.wrapper.Token token = slot.getToken();
      if (token.getTokenInfo().getLabel().strip().equals(label)) {
        return token;
      }
    }
    throw new VaultException(
        VaultError.TOKEN, "no PKCS #11 token is labelled '%s'; is it plugged in?".formatted(label));
  }

  private static void logIn(Session session, Pkcs11Settings settings) throws PKCS11Exception {
    char[] pin = settings.pin().reveal();
    try {
      session.login(CKU_USER, pin);
    } catch (PKCS11Exception e) {
      if (e.getErrorCode() != CKR_USER_ALREADY_LOGGED_IN) {
        throw e;
      }
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private static void end(Session session) {
    try {
      session.closeSession();
    } catch (PKCS11Exception e) {
      LOG.debug("a session of the token was gone already: {}", e.getErrorName());
    }
  }
}

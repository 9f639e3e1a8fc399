package dev.freehold.vault.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DEVICE_ERROR;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DEVICE_REMOVED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OBJECT_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_CLOSED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TOKEN_NOT_PRESENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TOKEN_NOT_RECOGNIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_UNWRAPPING_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_WRAPPING_KEY_HANDLE_INVALID;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.util.Set;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.TokenException;

/** What a token's error codes mean here. */
final class TokenErrors {

  /** Sessions, login or handles of before are void: the token was restarted or taken out. */
  private static final Set<Long> GONE =
      Set.of(
          CKR_CRYPTOKI_NOT_INITIALIZED,
          CKR_DEVICE_ERROR,
          CKR_DEVICE_REMOVED,
          CKR_KEY_HANDLE_INVALID,
          CKR_OBJECT_HANDLE_INVALID,
          CKR_SESSION_CLOSED,
          CKR_SESSION_HANDLE_INVALID,
          CKR_TOKEN_NOT_PRESENT,
          CKR_TOKEN_NOT_RECOGNIZED,
          CKR_UNWRAPPING_KEY_HANDLE_INVALID,
          CKR_USER_NOT_LOGGED_IN,
          CKR_WRAPPING_KEY_HANDLE_INVALID);

  private TokenErrors() {}

  static boolean isGone(PKCS11Exception e) {
    return GONE.contains(e.getErrorCode());
  }

  static VaultException failed(String what, TokenException cause) {
    String reason = cause instanceof PKCS11Exception code ? code.getErrorName() : "no token";
    return new VaultException(
        VaultError.TOKEN, "the PKCS #11 token %s: %s".formatted(what, reason), cause);
  }
}

package dev.freehold.powershell.secret;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of parameters, variables and properties whose values are secrets. */
public final class SecretNames {

  private static final List<String> PARTS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "pwd",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "privatekey");

  private static final Set<String> WHOLE =
      Set.of("pass", "pw", "pin", "pat", "sas", "sig", "authorization", "csvdata");

  private static final List<String> ENDINGS = List.of("pass", "pw");

  private static final List<String> HARMLESS_WORDS =
      List.of("bypass", "compass", "surpass", "trespass", "overpass", "underpass");

  /** {@code -PermissionsToSecrets} takes words such as {@code list}. */
  private static final String PERMISSIONS = "permissions";

  /** Endings of names that are about a secret but hold none. */
  private static final List<String> HARMLESS_ENDINGS =
      List.of(
          "name",
          "id",
          "ids",
          "type",
          "uri",
          "url",
          "path",
          "file",
          "policy",
          "policies",
          "length",
          "age",
          "logon",
          "required",
          "lifetime",
          "expires",
          "expiry",
          "count");

  /** Parameters that the shell's own cmdlets have, which may be abbreviated. */
  private static final List<String> PARAMETERS =
      List.of(
          "password",
          "accesstoken",
          "keyvaultaccesstoken",
          "graphaccesstoken",
          "clientsecret",
          "certificatepassword",
          "keyfilepassword",
          "passphrase",
          "secret",
          "token",
          "csvdata");

  /** Abbreviations that are more often parameters of their own. */
  private static final Set<String> HARMLESS_STARTS =
      Set.of(
          "acc",
          "access",
          "cer",
          "cert",
          "certificate",
          "cli",
          "client",
          "gra",
          "graph",
          "key",
          "keyvault",
          "keyfile");

  private static final int MIN_ABBREVIATION_CHARS = 3;

  private SecretNames() {}

  /** Tells whether a variable, property or key of this name is taken for a secret; any case. */
  public static boolean isSecret(String name) {
    String folded = fold(name);
    if (folded.startsWith(PERMISSIONS) || HARMLESS_ENDINGS.stream().anyMatch(folded::endsWith)) {
      return false;
    }
    String bare = withoutNumber(folded);
    return WHOLE.contains(bare)
        || PARTS.stream().anyMatch(folded::contains)
        || (ENDINGS.stream().anyMatch(bare::endsWith)
            && HARMLESS_WORDS.stream().noneMatch(bare::endsWith));
  }

  /** The second password is one too. */
  private static String withoutNumber(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end);
  }

  /** The same for a parameter as a command line has it, perhaps abbreviated. */
  static boolean isSecretParameter(String written) {
    String folded = fold(written);
    if (isSecret(folded)) {
      return true;
    }
    return folded.length() >= MIN_ABBREVIATION_CHARS
        && !HARMLESS_STARTS.contains(folded)
        && PARAMETERS.stream().anyMatch(name -> name.startsWith(folded));
  }

  /** The same for a variable; {@code $PWD} is the current folder. */
  static boolean isSecretVariable(String name) {
    return !name.equalsIgnoreCase("pwd") && isSecret(name);
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

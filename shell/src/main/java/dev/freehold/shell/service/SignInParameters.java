package dev.freehold.shell.service;

import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.remote.Credentials;
import java.util.List;
import java.util.Optional;

/** The sign-in parameters of a Connect cmdlet. */
public final class SignInParameters {

  private static final List<String> CERTIFICATES =
      List.of(
          "Certificate",
          "CertificateThumbprint",
          "CertificateFilePath",
          "CertificatePath",
          "CertificatePassword");

  private SignInParameters() {}

  /** A program's secret, which this service has instead of certificates. */
  public static Parameter clientSecret() {
    return Parameter.of("ClientSecret", PsKind.SECURE_STRING);
  }

  /** Refuses what only the original service has. */
  public static void refuseUnknown(Bound bound) {
    for (String name : CERTIFICATES) {
      if (bound.has(name)) {
        throw ShellProblem.stop(
            ShellProblem.unsupported(
                "CertificatesNotSupported",
                ("This server has no certificate sign-in. Leave -%s out and give the "
                        + "application's secret with -ClientSecret (Read-Host -AsSecureString).")
                    .formatted(name)));
      }
    }
    if (bound.flag("ManagedIdentity")) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "ManagedIdentityNotSupported",
              "This server has no managed identities. Use an application with -ClientSecret."));
    }
  }

  /**
   * What a credential object is. A name alone asks for the password.
   *
   * @param tenant to sign in to, if it is known
   */
  public static Credentials ofCredential(Object value, Optional<String> tenant) {
    if (value instanceof PsObject object && object.get("Password") instanceof SecureText secret) {
      return new Credentials.Password(Text.of(object.get("UserName")), secret, tenant);
    }
    return new Credentials.Interactive(Optional.of(Text.of(value)), tenant);
  }

  /** A program's sign-in; asks for the secret that is not given. */
  public static Credentials ofProgram(String clientId, String tenant, Bound bound, Host terminal) {
    return new Credentials.ServicePrincipal(clientId, secret(clientId, bound, terminal), tenant);
  }

  private static SecureText secret(String clientId, Bound bound, Host terminal) {
    if (bound.value("ClientSecret") instanceof SecureText given) {
      return given;
    }
    if (bound.value("Credential") instanceof PsObject object
        && object.get("Password") instanceof SecureText given) {
      return given;
    }
    Optional<SecureText> typed =
        terminal.isInteractive()
            ? terminal.askSecret("Secret of the application " + clientId + ": ")
            : Optional.empty();
    return typed.orElseThrow(
        () ->
            ShellProblem.stop(
                ShellProblem.argument(
                    "ClientSecretMissing",
                    "An application signs in with its secret here; give it with -ClientSecret.")));
  }

  /** A token that the caller brings, as a string or as a secure one. */
  public static SecureText token(Object value) {
    return value instanceof SecureText secret
        ? secret
        : SecureText.copyOf(Text.of(value).toCharArray());
  }
}

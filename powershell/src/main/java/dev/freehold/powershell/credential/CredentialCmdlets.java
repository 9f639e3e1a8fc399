package dev.freehold.powershell.credential;

import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.PsCredential;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.scalar.SecureText;
import java.util.List;
import java.util.Optional;

/** Get-Credential, ConvertTo-SecureString and ConvertFrom-SecureString. */
public final class CredentialCmdlets {

  private static final String SECURITY = "Microsoft.PowerShell.Security";

  private CredentialCmdlets() {}

  /** Describes them; they run only in sessions of this shell. */
  public static List<CmdletInfo> all() {
    return List.of(
        named("Get-Credential", "Asks for a user's name and password.")
            .with(
                Parameter.any("Credential").at(0),
                Parameter.text("UserName"),
                Parameter.text("Message"),
                Parameter.text("Title"))
            .writes(PsCredential.TYPE_NAME)
            .does(() -> CredentialCmdlets::ask),
        named("ConvertTo-SecureString", "Makes a secure string of a plain one.")
            .description(
                "What is typed in clear is kept out of the history, of transcripts and of errors,"
                    + " but it stands in the script. Read-Host -AsSecureString asks instead.")
            .example(
                "$secret = Read-Host -AsSecureString 'Secret'", "Asks, and shows nothing of it.")
            .example(
                "$secret = ConvertTo-SecureString $env:CLIENT_SECRET -AsPlainText",
                "Takes what the environment has, as unattended scripts do.")
            .with(
                Parameter.text("String").mandatory().at(0).byValue(),
                Parameter.flag("AsPlainText"),
                Parameter.flag("Force"),
                Parameter.any("Key"),
                Parameter.any("SecureKey"))
            .writes(PsKind.SECURE_STRING.fullName())
            .does(() -> CredentialCmdlets::toSecure),
        named("ConvertFrom-SecureString", "Makes a plain string of a secure one, if it must be.")
            .with(
                Parameter.of("SecureString", PsKind.SECURE_STRING).mandatory().at(0).byValue(),
                Parameter.flag("AsPlainText"),
                Parameter.any("Key"),
                Parameter.any("SecureKey"))
            .writes(PsKind.STRING.fullName())
            .does(() -> CredentialCmdlets::toPlain));
  }

  private static CmdletInfo.Builder named(String name, String synopsis) {
    return CmdletInfo.named(name).module(SECURITY).synopsis(synopsis);
  }

  private static Session session(Invocation call) {
    return ((ScriptCall) call).session();
  }

  private static void ask(Invocation call) {
    Bound bound = call.bound();
    Object given = bound.value("Credential");
    if (PsCredential.is(given)) {
      call.write(given);
      return;
    }
    Session session = session(call);
    if (!session.host().isInteractive()) {
      throw refused(
          "InvalidOperation",
          "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
    }
    session
        .host()
        .write(
            "\n%s\n%s\n"
                .formatted(
                    bound.text("Title").orElse("PowerShell credential request"),
                    bound.text("Message").orElse("Enter your credentials.")),
            Optional.empty());
    Optional<String> name =
        bound
            .text("Credential")
            .or(() -> bound.text("UserName"))
            .or(() -> session.host().ask("User: "));
    if (name.isEmpty()) {
      return;
    }
    session
        .host()
        .askSecret("Password for user %s: ".formatted(name.get()))
        .ifPresent(password -> call.write(PsCredential.of(name.get(), password)));
  }

  private static void toSecure(Invocation call) {
    if (!call.bound().flag("AsPlainText")) {
      throw refused(
          "ImportSecureString_InvalidArgument",
          "This shell reads no encrypted strings. To make a secure string of a plain one, add"
              + " -AsPlainText; better is Read-Host -AsSecureString, which leaves no trace of it.");
    }
    String text = call.bound().text("String").orElseThrow();
    session(call).secrets().learn(text);
    call.write(SecureText.copyOf(text.toCharArray()));
  }

  private static void toPlain(Invocation call) {
    if (!call.bound().flag("AsPlainText")) {
      throw refused(
          "ExportSecureString_NotSupported",
          "This shell writes no encrypted strings, for it would have to keep their key. If the"
              + " plain text is meant, add -AsPlainText.");
    }
    SecureText secret = (SecureText) call.bound().value("SecureString");
    String text = secret.reveal(String::new);
    session(call).secrets().learn(text);
    call.write(text);
  }

  private static ShellException refused(String id, String message) {
    return ShellException.ofStatement(ShellError.of(id, ErrorCategory.INVALID_OPERATION, message));
  }
}

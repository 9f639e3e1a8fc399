package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ErrorText;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A planted secret is looked for in everything that comes out when something fails. */
class SecretsTest {

  private static final String PLANTED = "Qu1etLantern";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void start() {
    shell = new Shell(folder);
    shell
        .session
        .commands()
        .add(
            List.of(
                CmdletInfo.named("Connect-Thing")
                    .with(
                        Parameter.text("User").at(0),
                        Parameter.of("Password", PsKind.SECURE_STRING),
                        Parameter.of("Credential", PsKind.CREDENTIAL),
                        Parameter.text("Pin").valid(Validation.set("1", "2")),
                        Parameter.flag("Fail"))
                    .does(
                        () ->
                            call -> {
                              call.verbose("hello " + call.bound().text("User").orElse(""));
                              call.warning("hello " + call.bound().text("User").orElse(""));
                              call.error(
                                  ShellError.of(
                                          "Refused",
                                          ErrorCategory.SECURITY_ERROR,
                                          "no " + call.bound().text("User").orElse(""))
                                      .about(call.bound().text("User").orElse("")));
                            })));
  }

  private String everything() {
    StringBuilder all = new StringBuilder(shell.host.shown);
    for (ShellError error : shell.host.errors) {
      all.append(ErrorText.concise(error)).append('\n');
      all.append(ErrorText.normal(error)).append('\n');
    }
    shell.session.errors().forEach(error -> describe(error, all));
    return all.toString();
  }

  private static void describe(Object value, StringBuilder all) {
    all.append(Text.of(value)).append('\n');
    if (value instanceof PsObject object) {
      object.names().forEach(name -> describe(object.get(name), all));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connect-Thing -Password 'Qu1etLantern'",
        "Connect-Thing ada Qu1etLantern",
        "Connect-Thing -Credential Qu1etLantern",
        "Connect-Thing -Pin Qu1etLantern",
        "Connect-Thing -Pass Qu1etLantern -Nope",
        "$password = Qu1etLantern",
        "$password = 'Qu1etLantern'; Connect-Thing $password -Verbose",
        "$password = 'Qu1etLantern'; throw \"bad $password\"",
        "$password = 'Qu1etLantern'; [int]$password",
        "$password = 'Qu1etLantern'; try { [guid]$password } catch { Write-Error $_ }",
        "$password = 'Qu1etLantern'; Get-Missing $password -ErrorVariable ev; Get-Nope$password",
        "$h = @{ Password = 'Qu1etLantern' }; Connect-Thing @h",
      })
  @DisplayName("Neither what is typed nor a script file shows it")
  void hidden(String line) throws Exception {
    shell.run(line);
    assertThat(shell.host.errors).isNotEmpty();
    assertThat(everything()).doesNotContain(PLANTED);

    Files.writeString(folder.resolve("a.ps1"), "'first'\n" + line + "\n");
    shell.run("./a.ps1");
    assertThat(everything()).contains("a.ps1:2").doesNotContain(PLANTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connect-Thing -Password 'Qu1etLantern",
        "Connect-Thing -Password \"x\"Qu1etLantern\"",
        "$password = \"x\"Qu1etLantern\"",
        "$password = 'a'; Connect-Thing -Password 'Qu1etLantern' )",
        "$token = 'x' Qu1etLantern",
      })
  @DisplayName("What the parser refuses does not show it either")
  void parseErrors(String line) {
    List<ShellError> errors = new ArrayList<>();
    try {
      shell.session.run(SourceText.typed(line), value -> {});
    } catch (ParseException e) {
      errors.addAll(Errors.of(e));
    }
    assertThat(errors).isNotEmpty();
    assertThat(errors)
        .allSatisfy(
            error -> {
              assertThat(ErrorText.normal(error)).doesNotContain(PLANTED);
              assertThat(ErrorText.concise(error)).doesNotContain(PLANTED);
            });
  }

  @Test
  @DisplayName("The place of an error is marked where it stands in the masked line")
  void underlined() throws Exception {
    Files.writeString(folder.resolve("b.ps1"), "$token = 'a rather long one'; Get-Missing 'x'\n");
    shell.run("./b.ps1");
    assertThat(shell.host.shown.toString().lines().skip(2).limit(2))
        .containsExactly(
            "   1 | $token = '********'; Get-Missing 'x'",
            "     |                      ~~~~~~~~~~~~~~~");
  }
}

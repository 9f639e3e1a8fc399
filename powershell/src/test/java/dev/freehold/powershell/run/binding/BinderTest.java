package dev.freehold.powershell.run.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Arguments become parameters in PowerShell's order and with its error texts. */
class BinderTest {

  private static final Cmdlet NOTHING = call -> {};

  /** Sets and positions of the shape that Get-AzKeyVaultKey has. */
  private static final CmdletInfo GET_KEY =
      CmdletInfo.named("Get-Key")
          .defaultSet("ByVaultName")
          .with(
              Parameter.text("VaultName")
                  .in("ByVaultName", "ByKeyName", "ByVersions")
                  .mandatory()
                  .at(0),
              Parameter.text("Name")
                  .alias("KeyName")
                  .in("ByVaultName")
                  .at(1)
                  .in("ByKeyName", "ByVersions")
                  .mandatory()
                  .at(1),
              Parameter.text("Version").alias("KeyVersion").in("ByKeyName").mandatory().at(2),
              Parameter.flag("IncludeVersions").in("ByVersions").mandatory(),
              Parameter.of("InputObject", ArgumentTypes.object("PSKeyVault"))
                  .in("ByInput")
                  .mandatory()
                  .at(0)
                  .byValue())
          .does(() -> NOTHING);

  /** Switches and sets of the shape that Set-DataEncryptionPolicy has. */
  private static final CmdletInfo SET_POLICY =
      CmdletInfo.named("Set-Policy")
          .defaultSet("Plain")
          .confirms(ConfirmImpact.HIGH)
          .with(
              Parameter.text("Identity").mandatory().at(0).byValue().byPropertyName(),
              Parameter.of("Enabled", ArgumentTypes.BOOLEAN),
              Parameter.flag("Refresh").in("RefreshKey").mandatory(),
              Parameter.flag("Replace").in("ReplaceKey").mandatory(),
              Parameter.texts("AzureKeyIDs").in("ReplaceKey").mandatory(),
              Parameter.text("Description").in("Plain"),
              Parameter.of("Size", PsKind.INT).valid(Validation.range(7, 90)),
              Parameter.of("KeyType", ArgumentTypes.choice("X.KeyType", "Primary", "Secondary")),
              Parameter.of("KeyVersion", PsKind.GUID))
          .does(() -> NOTHING);

  private static List<RawArgument> arguments(Object... words) {
    List<RawArgument> all = new ArrayList<>();
    for (Object word : words) {
      if (word instanceof String text && text.startsWith("-")) {
        int colon = text.indexOf(':');
        all.add(
            colon < 0
                ? RawArgument.named(text.substring(1))
                : RawArgument.named(
                    text.substring(1, colon), !text.endsWith("false"), Optional.empty()));
      } else {
        all.add(
            RawArgument.positional(
                word, word instanceof Integer ? Optional.of("0" + word) : Optional.empty()));
      }
    }
    return all;
  }

  private static Bound bind(CmdletInfo info, Object... words) {
    return Binder.bind(info, arguments(words)).complete(name -> null);
  }

  private static ShellError refused(CmdletInfo info, Object... words) {
    ShellException error = catchThrowableOfType(ShellException.class, () -> bind(info, words));
    assertThat(error).as("refused").isNotNull();
    return error.error();
  }

  @Nested
  @DisplayName("Names")
  class Names {

    @Test
    @DisplayName("Names and aliases are found in any case and by a unique beginning")
    void abbreviations() {
      Bound bound = bind(GET_KEY, "-vault", "v", "-keyn", "k");
      assertThat(bound.text("VaultName")).contains("v");
      assertThat(bound.text("NAME")).contains("k");
      assertThat(bound.set()).isEqualTo("ByVaultName");
    }

    @Test
    @DisplayName("A beginning that only one parameter of the cmdlet's own has is not ambiguous")
    void ownBeforeCommon() {
      assertThat(bind(SET_POLICY, "p", "-E:true").value("Enabled")).isEqualTo(true);
    }

    @Test
    @DisplayName("A beginning that several have is ambiguous, and a wrong name is not found")
    void wrongNames() {
      assertThat(refused(SET_POLICY, "p", "-Re").message())
          .isEqualTo(
              "Parameter cannot be processed because the parameter name 'Re' is ambiguous."
                  + " Possible matches include: -Refresh -Replace.");
      assertThat(refused(GET_KEY, "-Valt", "x"))
          .satisfies(
              error -> {
                assertThat(error.id()).isEqualTo("NamedParameterNotFound");
                assertThat(error.message())
                    .isEqualTo("A parameter cannot be found that matches parameter name 'Valt'.");
                assertThat(error.shortException()).isEqualTo("ParameterBindingException");
              });
    }

    @Test
    @DisplayName("A parameter is bound once and needs its value")
    void values() {
      assertThat(refused(GET_KEY, "-Name", "a", "-KeyName", "b").id())
          .isEqualTo("ParameterAlreadyBound");
      assertThat(refused(GET_KEY, "-Name").message())
          .isEqualTo(
              "Missing an argument for parameter 'Name'. Specify a parameter of type"
                  + " 'System.String' and try again.");
    }
  }

  @Nested
  @DisplayName("Positions and switches")
  class Positions {

    @Test
    @DisplayName("Arguments without a name go by position around those with one")
    void positions() {
      Bound bound = bind(GET_KEY, "-Name", "k", "v", "1");
      assertThat(bound.text("VaultName")).contains("v");
      assertThat(bound.text("Version")).contains("1");
      assertThat(bound.set()).isEqualTo("ByKeyName");
    }

    @Test
    @DisplayName("A switch takes no value, so that one behind it is an argument too many")
    void switches() {
      assertThat(bind(SET_POLICY, "p", "-Refresh").set()).isEqualTo("RefreshKey");
      assertThat(bind(SET_POLICY, "p", "-WhatIf:false").flag("WhatIf")).isFalse();
      assertThat(refused(SET_POLICY, "p", "-Refresh", false).message())
          .isEqualTo("A positional parameter cannot be found that accepts argument 'False'.");
    }

    @Test
    @DisplayName("A number keeps its text where a string is wanted")
    void numberAsText() {
      assertThat(bind(GET_KEY, "v", 1).text("Name")).contains("01");
    }
  }

  @Nested
  @DisplayName("Parameter sets")
  class Sets {

    @Test
    @DisplayName("The default set wins while nothing says otherwise")
    void defaults() {
      assertThat(bind(SET_POLICY, "p", "-Enabled:false").set()).isEqualTo("Plain");
      assertThat(bind(GET_KEY, "v", "k", "-IncludeVersions").set()).isEqualTo("ByVersions");
    }

    @Test
    @DisplayName("Parameters of two sets together match none")
    void ambiguous() {
      assertThat(refused(SET_POLICY, "p", "-Refresh", "-AzureKeyIDs", "x").id())
          .isEqualTo("AmbiguousParameterSet");
    }

    @Test
    @DisplayName("What lacks is asked for, and named if nobody answers")
    void mandatory() {
      assertThat(refused(SET_POLICY, "p", "-Replace").message())
          .isEqualTo(
              "Cannot process command because of one or more missing mandatory parameters:"
                  + " AzureKeyIDs.");
      assertThat(
              Binder.bind(GET_KEY, arguments())
                  .complete(each -> "asked-" + each.name())
                  .text("VaultName"))
          .contains("asked-VaultName");
    }
  }

  @Nested
  @DisplayName("Conversion and validation")
  class Conversion {

    @Test
    @DisplayName("One text is wrapped, a key version is a Guid, a choice may be abbreviated")
    void conversions() {
      Bound bound =
          bind(
              SET_POLICY,
              "p",
              "-Replace",
              "-AzureKeyIDs",
              "x",
              "-KeyVersion",
              "2b3e8f1d754f438dacdec1f0945f251a",
              "-KeyType",
              "sec");
      assertThat(bound.value("AzureKeyIDs")).isEqualTo(List.of("x"));
      assertThat(bound.value("KeyVersion")).hasToString("2b3e8f1d-754f-438d-acde-c1f0945f251a");
      assertThat(bound.text("KeyType")).contains("Secondary");
    }

    @Test
    @DisplayName("A Boolean takes no text")
    void booleans() {
      assertThat(refused(SET_POLICY, "p", "-Enabled", "true").message())
          .isEqualTo(
              "Cannot process argument transformation on parameter 'Enabled'. Cannot convert"
                  + " value \"System.String\" to type \"System.Boolean\". Boolean parameters"
                  + " accept only Boolean values and numbers, such as $True, $False, 1 or 0.");
    }

    @Test
    @DisplayName("What does not convert or is not valid says why")
    void refusals() {
      assertThat(refused(SET_POLICY, "p", "-Size", "x").message())
          .isEqualTo(
              "Cannot bind parameter 'Size'. Cannot convert value \"x\" to type \"System.Int32\"."
                  + " Error: \"The input string 'x' was not in a correct format.\"");
      assertThat(refused(SET_POLICY, "p", "-Size", 91).message())
          .isEqualTo(
              "Cannot validate argument on parameter 'Size'. The 91 argument is greater than the"
                  + " maximum allowed range of 90. Supply an argument that is less than or equal"
                  + " to 90 and then try the command again.");
      assertThat(refused(SET_POLICY, "p", "-KeyType", "x").message())
          .endsWith(
              "Specify one of the following enumerator names and try again: Primary, Secondary\"");
      assertThat(refused(GET_KEY, "").message())
          .isEqualTo(
              "Cannot bind argument to parameter 'VaultName' because it is an empty string.");
      assertThat(refused(GET_KEY, "v", List.of("a", "b")).message())
          .isEqualTo(
              "Cannot convert 'System.Object[]' to the type 'System.String' required by parameter"
                  + " 'Name'. Specified method is not supported.");
    }

    @Test
    @DisplayName("Sets, counts, lengths and patterns")
    void validations() {
      assertThat(Validation.set("a", "b").problem("c"))
          .contains(
              "The argument \"c\" does not belong to the set \"a,b\" specified by the ValidateSet"
                  + " attribute. Supply an argument that is in the set and then try the command"
                  + " again.");
      assertThat(Validation.set("a").problem("A")).isEmpty();
      assertThat(Validation.count(2, 3).problem(List.of("x")))
          .contains(
              "The parameter requires at least 2 value(s) and no more than 3 value(s) - 1 value(s)"
                  + " were provided.");
      assertThat(Validation.notNullOrEmpty().problem("")).isPresent();
      assertThat(Validation.pattern("^v").problem("x")).isPresent();
      assertThat(Validation.length(1, 2).problem("xyz")).isPresent();
    }
  }

  @Nested
  @DisplayName("Pipelines")
  class Pipelines {

    @Test
    @DisplayName("An object of the right type is bound as a whole before its properties")
    void byValue() {
      Binder binder = Binder.bind(GET_KEY, List.of());
      PsObject vault = PsObject.ofType("PSKeyVault").with("VaultName", "v");
      assertThat(binder.bindInput(vault).value("InputObject")).isSameAs(vault);
    }

    @Test
    @DisplayName("A property of the object is bound before the whole object is converted")
    void byPropertyName() {
      Binder binder = Binder.bind(SET_POLICY, List.of());
      PsObject policy = PsObject.custom().with("identity", "USA");
      assertThat(binder.bindInput(policy).text("Identity")).contains("USA");
      assertThat(binder.bindInput("other").text("Identity")).contains("other");
      assertThat(binder.takesInput()).isTrue();
    }

    @Test
    @DisplayName("An object that binds to nothing is refused")
    void notBound() {
      Binder binder = Binder.bind(GET_KEY, List.of());
      ShellException error =
          catchThrowableOfType(ShellException.class, () -> binder.bindInput("x"));
      assertThat(error.error().id()).isEqualTo("InputObjectNotBound");
    }
  }
}

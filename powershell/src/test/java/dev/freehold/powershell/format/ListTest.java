package dev.freehold.powershell.format;

import static dev.freehold.powershell.format.FormatRequest.Kind.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Selector;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lists, to the last space. */
class ListTest {

  private static FormatRequest list(String... properties) {
    return FormatRequest.of(LIST, Arrays.stream(properties).map(Selector::named).toList());
  }

  @Test
  @DisplayName("A property is shown in its own spelling, with a blank line before and after")
  void showsProperties() {
    PsObject statistics =
        PsObject.ofType("Acme.MailboxStatistics")
            .with("IsEncrypted", true)
            .with(
                "DataEncryptionPolicyID", UUID.fromString("11112222-3333-4444-5555-666677778888"));
    assertThat(Screen.formatted(list("dataencryptionpolicyid", "isencrypted"), statistics))
        .isEqualTo(
            """

            DataEncryptionPolicyID : 11112222-3333-4444-5555-666677778888
            IsEncrypted            : True

            """);
  }

  @Test
  @DisplayName("A long collection wraps below its value, after spaces")
  void wrapsCollections() {
    PsObject policy =
        PsObject.ofType("Acme.Policy")
            .with("Name", "EUR_mailboxes")
            .with("State", "PendingActivation")
            .with("Enabled", true)
            .with(
                "AzureKeyIDs",
                List.of(
                    "https://litware-northeu1.vault.azure.net/keys/EUR-key-01",
                    "https://litware-centraleu01.vault.azure.net/keys/EUR-key-02"));
    assertThat(Screen.formatted(list("Name", "State", "Enabled", "AzureKeyIDs"), policy))
        .isEqualTo(
            """

            Name        : EUR_mailboxes
            State       : PendingActivation
            Enabled     : True
            AzureKeyIDs : {https://litware-northeu1.vault.azure.net/keys/EUR-key-01,\s
                          https://litware-centraleu01.vault.azure.net/keys/EUR-key-02}

            """);
  }

  @Test
  @DisplayName("Lines inside a value stand below each other, and wrap on their own")
  void keepsLines() {
    String policies =
        """

        Tenant    : litware
        Keys      : create, import, list, get
        Secrets   :
        """;
    PsObject vault = PsObject.custom().with("Retention (days)", 90).with("Policies", policies);
    assertThat(Screen.formatted(50, list(), vault))
        .isEqualTo(
            """

            Retention (days) : 90
            Policies         :\s
                               Tenant    : litware
                               Keys      : create, import,\s
                               list, get
                               Secrets   :
                              \s

            """);
  }

  @Test
  @DisplayName("Names that resolve to nothing are left out, and nothing is shown if none resolve")
  void leavesOutUnknownNames() {
    PsObject object = PsObject.custom().with("Name", "a").with("Expires", null);
    assertThat(Screen.formatted(list("Nmae", "expires"), object)).isEqualTo("\nExpires : \n\n");
    assertThat(Screen.formatted(list("Nmae"), object)).isEmpty();
  }

  @Test
  @DisplayName("Wildcards stand for properties in their order, each once")
  void expandsWildcards() {
    PsObject object = PsObject.custom().with("KeyName", 1).with("KeyType", 2).with("Id", 3);
    assertThat(Screen.formatted(list("KeyType", "Key*"), object))
        .isEqualTo("\nKeyType : 2\nKeyName : 1\n\n");
  }

  @Test
  @DisplayName("More than four properties make a list, and each object ends with a blank line")
  void listsLargeObjects() {
    PsObject object =
        PsObject.custom()
            .with("A", 1)
            .with("B", 1.5)
            .with("C", null)
            .with("D", "d")
            .with("E", List.of());
    assertThat(Screen.shown(object, object))
        .isEqualTo(
            """

            A : 1
            B : 1.5
            C :\s
            D : d
            E : {}

            A : 1
            B : 1.5
            C :\s
            D : d
            E : {}

            """);
  }

  @Test
  @DisplayName("A collection shows its first elements by text or name, nulls as $null")
  void showsElements() {
    PsObject named = PsObject.ofType("Some.Type").with("Size", 1).with("DisplayName", "Erika");
    PsObject object =
        PsObject.custom()
            .with("Values", Arrays.asList(1, null, true, named, 5))
            .with("Four", List.of("a", "b", "c", "d"))
            .with("Tags", PsHashtable.ordered().put("k1", "v1").put("k2", "v2"));
    assertThat(Screen.formatted(list("*"), object))
        .isEqualTo(
            """

            Values : {1, $null, True, Erika…}
            Four   : {a, b, c, d}
            Tags   : {[k1, v1], [k2, v2]}

            """);
  }

  @Test
  @DisplayName("Labels are clipped and values cut where the screen is narrow")
  void fitsNarrowScreens() {
    PsObject object = PsObject.custom().with("Identity", "abcdef");
    assertThat(Screen.formatted(8, list("*"), object))
        .isEqualTo("\nIden : a\n       b\n       c\n       d\n       e\n       f\n\n");
  }

  @Test
  @DisplayName("Characters of two columns count as two")
  void countsWideCharacters() {
    PsObject object = PsObject.custom().with("Name", "山田太郎");
    assertThat(Screen.formatted(11, list("*"), object)).isEqualTo("\nName : 山田\n       太郎\n\n");
  }
}

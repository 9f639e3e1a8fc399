package dev.freehold.server.roots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.vault.VaultName;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A vault in the URI of a root key")
class VaultNamesTest {

  private static final VaultAllowList ALLOWED =
      new VaultAllowList(List.of(new VaultAllowList.Rule("vault.azure.net", 443, false)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "a-1",
        "Contoso-O365EX-NA-VaultA1",
        "abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefgh",
        "abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefghi",
        "ab",
        "a--b",
        "1ab",
        "ab-",
        "www",
        "management",
      })
  @DisplayName("can be named exactly if it can be made")
  void namesWhatCanBeMade(String vault) {
    RootKeyUri key = RootKeyUri.parse("https://%s.vault.azure.net/keys/r".formatted(vault));
    assertThat(ALLOWED.permits(key)).isEqualTo(VaultName.isValid(vault));
    assertThat(ALLOWED.permitsDomain(key)).isTrue();
  }
}

package dev.freehold.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "a1-b2-c3",
        "Contoso-O365EX-NA-VaultA1",
        "abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefgh"
      })
  void namesOfTheProtocolAreTaken(String name) {
    assertThat(new VaultName(name).text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "1abc",
        "-abc",
        "abc-",
        "a--b",
        "a_b",
        "a.b",
        "abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefghi",
        "äbc",
        "management",
        "LOGIN",
        "abc\n"
      })
  void othersAndTheServersOwnAreRefused(String name) {
    assertThatThrownBy(() -> new VaultName(name)).isInstanceOf(VaultException.class);
  }
}

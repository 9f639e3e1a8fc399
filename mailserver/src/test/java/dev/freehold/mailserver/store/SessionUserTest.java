package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.james.core.Username;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The user of a session")
class SessionUserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-4000-8000-000000000000",
        "99999999-9999-4999-9999-999999999999",
        "abcdefab-cdef-4bcd-abcd-efabcdefabcd"
      })
  @DisplayName("has a name that James takes, whatever its ids begin with")
  void names(UUID id) {
    SessionUser user = new SessionUser(id, id, id);

    assertThat(SessionUser.of(user.username())).contains(user);
  }

  @Test
  @DisplayName("is nobody who has another name")
  void others() {
    assertThat(SessionUser.of(Username.of("alice@contoso.example"))).isEmpty();
  }
}

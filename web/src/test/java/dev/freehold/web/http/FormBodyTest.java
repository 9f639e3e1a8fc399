package dev.freehold.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A form body")
class FormBodyTest {

  @Test
  @DisplayName("gives its fields by name, decoded, and the names of all")
  void fields() {
    FormBody form = FormBody.parse("mailbox.1=yes&to=NA+mail%20boxes&empty=");
    assertThat(form.names()).containsExactlyInAnyOrder("mailbox.1", "to", "empty");
    assertThat(form.field("to")).contains("NA mail boxes");
    assertThat(form.field("empty")).contains("");
    assertThat(form.field("other")).isEmpty();
  }

  @Test
  @DisplayName("is refused if a field comes twice, or is not URL-encoded")
  void refused() {
    for (String body : new String[] {"a=1&a=2", "a=1&A=2", "a=%zz"}) {
      assertThatExceptionOfType(RequestRefusedException.class)
          .isThrownBy(() -> FormBody.parse(body));
    }
  }
}

package dev.freehold.custody.moves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.policies.PolicyKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GeoPolicyNameTest {

  @Test
  @DisplayName("The name of a geo's policy is unique and tells the geo")
  void tellsTheGeo() {
    String name = GeoPolicyName.of("NAM");
    assertThat(name).isNotEqualTo(GeoPolicyName.of("NAM"));
    assertThat(GeoPolicyName.geo(PolicyKind.FILE, name)).contains("NAM");
  }

  @Test
  @DisplayName("Policies of other kinds have no geo, whatever they are called")
  void othersHaveNone() {
    assertThat(GeoPolicyName.geo(PolicyKind.MAILBOX, "files:NAM:1")).isEmpty();
    assertThat(GeoPolicyName.geo(PolicyKind.FILE, "other")).isEmpty();
  }
}

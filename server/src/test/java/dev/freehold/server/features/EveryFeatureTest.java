package dev.freehold.server.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.freehold.server.run.TableRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No feature is forgotten where features are listed. */
class EveryFeatureTest {

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .importPackages("dev.freehold.server.features", "dev.freehold.server.run");

  private static final List<JavaClass> FEATURES =
      SERVER.stream()
          .filter(one -> one.isAssignableTo(Feature.class) && !one.isInterface())
          .toList();

  @Test
  @DisplayName("The server makes every feature")
  void isMade() {
    assertThat(used("dev.freehold.server.run.Features")).containsAll(FEATURES);
  }

  @Test
  @DisplayName("The tables of every feature have their rules in the coverage report")
  void isCovered() {
    List<JavaClass> withTables =
        FEATURES.stream().filter(one -> one.tryGetField("TABLES").isPresent()).toList();

    assertThat(withTables).isNotEmpty();
    assertThat(used(TableRules.class.getName())).containsAll(withTables);
  }

  @Test
  @DisplayName("Every package below features has one feature")
  void hasARoomOfItsOwn() {
    Set<String> rooms =
        SERVER.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(Feature.class.getPackageName() + "."))
            .collect(Collectors.toSet());

    assertThat(FEATURES.stream().map(JavaClass::getPackageName).toList())
        .containsExactlyInAnyOrderElementsOf(rooms);
  }

  private static Set<JavaClass> used(String by) {
    return SERVER.get(by).getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .collect(Collectors.toSet());
  }
}

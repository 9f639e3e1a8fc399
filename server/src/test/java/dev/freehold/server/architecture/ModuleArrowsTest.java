package dev.freehold.server.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The arrows between modules, as docs/architecture.md draws them. */
class ModuleArrowsTest {

  private static final JavaClasses FREEHOLD =
      new ClassFileImporter()
          .withImportOption(ModuleArrowsTest::isMain)
          .importPackages("dev.freehold");

  /** Tests' classes lie in a folder, or in a jar for other modules' tests. */
  private static boolean isMain(Location location) {
    return !location.contains("test-classes") && !location.contains("-tests.jar");
  }

  @Test
  @DisplayName("Modules use only what stands above them in the architecture")
  void arrowsGoOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.freehold..")
        .layer("crypto")
        .definedBy("dev.freehold.crypto..")
        .layer("persistence")
        .definedBy("dev.freehold.persistence..")
        .layer("ledger")
        .definedBy("dev.freehold.ledger..")
        .layer("web")
        .definedBy("dev.freehold.web..")
        .layer("vault")
        .definedBy("dev.freehold.vault..")
        .layer("custody")
        .definedBy("dev.freehold.custody..")
        .layer("content")
        .definedBy("dev.freehold.content..")
        .layer("mail")
        .definedBy("dev.freehold.mail..")
        .layer("mailserver")
        .definedBy("dev.freehold.mailserver..")
        .layer("files")
        .definedBy("dev.freehold.files..")
        .layer("powershell")
        .definedBy("dev.freehold.powershell..")
        .layer("shell")
        .definedBy("dev.freehold.shell..")
        .layer("console")
        .definedBy("dev.freehold.console..")
        .layer("server")
        .definedBy("dev.freehold.server..")
        .whereLayer("crypto")
        .mayNotAccessAnyLayer()
        .whereLayer("persistence")
        .mayNotAccessAnyLayer()
        .whereLayer("web")
        .mayNotAccessAnyLayer()
        .whereLayer("ledger")
        .mayOnlyAccessLayers("crypto", "persistence")
        .whereLayer("vault")
        .mayOnlyAccessLayers("crypto", "persistence", "ledger", "web")
        .whereLayer("custody")
        .mayOnlyAccessLayers("crypto", "persistence", "ledger")
        .whereLayer("content")
        .mayOnlyAccessLayers("crypto", "persistence", "custody", "ledger")
        .whereLayer("mail")
        .mayOnlyAccessLayers("crypto", "persistence", "content", "custody", "ledger")
        .whereLayer("mailserver")
        .mayOnlyAccessLayers("crypto", "persistence", "content", "custody", "ledger", "mail", "web")
        .whereLayer("files")
        .mayOnlyAccessLayers("crypto", "persistence", "content", "custody", "ledger", "web")
        .whereLayer("powershell")
        .mayNotAccessAnyLayer()
        .whereLayer("shell")
        .mayOnlyAccessLayers("powershell", "web")
        .whereLayer("console")
        .mayOnlyAccessLayers("web")
        .whereLayer("server")
        .mayNotBeAccessedByAnyLayer()
        .check(FREEHOLD);
  }

  @Test
  @DisplayName("Packages do not depend on each other in circles")
  void packagesAreFreeOfCycles() {
    slices().matching("dev.freehold.(**)").should().beFreeOfCycles().check(FREEHOLD);
  }

  @Test
  @DisplayName("crypto does no I/O beyond streams, no SQL and no HTTP")
  void cryptoIsPure() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.freehold.crypto..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "java.net..", "java.nio.file..", "java.nio.channels..")
        .check(FREEHOLD);
  }

  @Test
  @DisplayName("Only persistence knows the databases' drivers and the migration tool")
  void driversAreHidden() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("dev.freehold.persistence..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.sqlite..", "org.postgresql..", "org.flywaydb..", "com.zaxxer..")
        .check(FREEHOLD);
  }
}

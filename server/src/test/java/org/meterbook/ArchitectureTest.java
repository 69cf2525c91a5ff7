package org.meterbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may enter which room. */
class ArchitectureTest {
  private static final String HOUSE = "org.meterbook";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HOUSE);

  @Test
  void onlyTheSeamKnowsTheWebServer() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(room("http"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.helidon.."));
  }

  @Test
  void onlyTheStoreKnowsTheDatabase() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(room("store"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.sql..", "javax.sql..", "org.flywaydb..", "com.zaxxer..", "org.postgresql.."));
  }

  @Test
  void calculationKnowsNothingElse() {
    check(
        classes()
            .that()
            .resideInAPackage(room("energy"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.hipparchus..", "org.jspecify..", room("energy")));
  }

  @Test
  void feedsKnowOnlyTheirParser() {
    check(
        classes()
            .that()
            .resideInAPackage(room("greenbutton"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "javax.xml..",
                "org.codehaus.stax2..",
                "com.ctc.wstx..",
                "org.jspecify..",
                room("greenbutton")));
  }

  @Test
  void theEngineKnowsTheWireAndTheStore() {
    check(
        classes()
            .that()
            .resideInAPackage(room("api"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation..",
                "org.slf4j..",
                "io.github.bucket4j..",
                "org.jspecify..",
                room("api"),
                room("http"),
                room("store")));
  }

  @Test
  void theStoreAndTheWireKnowNoOtherRoom() {
    none(
        "store",
        "api",
        "app",
        "energy",
        "files",
        "hook",
        "http",
        "identity",
        "interval",
        "ledger",
        "mail",
        "webhook");
    none("http", "api", "app", "energy", "files", "identity", "interval", "ledger", "store");
  }

  @Test
  void theRoomsKeepToTheirColumns() {
    none("ledger", "app", "greenbutton", "http", "identity", "interval");
    none("interval", "app", "http", "identity");
    none("identity", "app", "http", "interval");
    none("mail", "api", "app", "files", "http", "identity", "interval", "ledger", "webhook");
    none("webhook", "api", "app", "files", "http", "interval", "ledger");
    none("hook", "app", "bridge", "collection", "files", "http", "interval", "job");
    none("files", "api", "app", "collection", "http", "identity", "interval", "ledger");
    none("collection", "app", "bridge", "interval", "ledger");
    none("bridge", "app", "http", "identity", "mail");
    none("job", "api", "app", "bridge", "collection", "http", "identity", "interval", "ledger");
    none("ledger", "bridge", "collection");
    none("interval", "bridge", "collection");
  }

  @Test
  void nobodyUsesTheCompositionRoot() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(room("app"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(room("app")));
  }

  @Test
  void roomsDoNotDependOnEachOtherInRings() {
    check(slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void everyPackageSaysThatItHasNoNulls() {
    JavaClasses all = new ClassFileImporter().importPackages(HOUSE);
    List<String> unmarked =
        Stream.concat(
                Stream.of(all.getPackage(HOUSE)),
                all.getPackage(HOUSE).getSubpackagesInTree().stream())
            .filter(found ->
                found.getClasses().stream()
                    .anyMatch(each -> !each.getSimpleName().equals("package-info")))
            .filter(found -> !found.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).isEmpty();
  }

  private static void none(String room, String... others) {
    check(
        noClasses()
            .that()
            .resideInAPackage(room(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                Stream.of(others).map(ArchitectureTest::room).toArray(String[]::new)));
  }

  /** A room that does not exist yet breaks no rule. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }

  private static String room(String name) {
    return HOUSE + "." + name + "..";
  }
}

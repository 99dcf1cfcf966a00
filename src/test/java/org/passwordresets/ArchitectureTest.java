package org.passwordresets;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.micronaut.data.annotation.MappedEntity;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passwordresets.build.Program;
import org.passwordresets.resource.AsWritten;
import org.passwordresets.support.Proof;

/** What the layout promises a reader: rooms without circles, doors no wider than needed, a contract that is wholly kept. */
class ArchitectureTest {
    private static final String ROOT = "org.passwordresets";
    private static final String GENERATED = ROOT + ".generated";

    /** What the framework writes beside our classes is no design of ours. */
    private static final DescribedPredicate<JavaClass> WRITTEN = DescribedPredicate.describe(
            "written by hand", type -> !type.getPackageName().startsWith(GENERATED + ".") && isOurs(type));

    private static boolean isOurs(JavaClass type) {
        return !type.getName().contains("$Definition")
                && !type.getName().contains("$Introspection")
                && !type.getName().contains("$Intercepted")
                // Of the records that are rows.
                && !type.getName().endsWith("Builder")
                && !type.getName().contains(".$");
    }

    private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);
    private static final JavaClasses ROOMS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT)
            .that(DescribedPredicate.describe("not made by the framework", ArchitectureTest::isOurs));
    private static final JavaClasses MAIN = ROOMS.that(WRITTEN);

    @Test
    void noRoomLeadsBackToItself() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ROOMS);
    }

    /** Domain and database know of the wire no more than the contract's enumerations, such as the mode. */
    @Test
    void documentsAreTheControllersAndTheDocumentsMatter() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".auth",
                        ROOT + ".customer",
                        ROOT + ".event",
                        ROOT + ".listing",
                        ROOT + ".oauth",
                        ROOT + ".passwordreset")
                .and()
                .haveSimpleNameNotEndingWith("Controller")
                .and()
                .haveSimpleNameNotEndingWith("Documents")
                .should()
                .dependOnClassesThat(resideInAPackage(GENERATED + "..")
                        .and(DescribedPredicate.describe("are documents", JavaClass::isRecord)))
                .check(MAIN);
    }

    /** Controllers look these up by name with {@code Submitted.attribute}, before the rest of the document is valid. */
    private static final Set<String> READ_BEFORE_VALIDATION = Set.of("customerEmail", "resetPasswordToken");

    /** Otherwise what a client writes would be lost without an error, because no code reads it. */
    @Test
    void everyWritableAttributeIsStored() {
        Set<String> copied = MAIN.stream()
                .filter(type -> type.isAnnotatedWith(MappedEntity.class))
                .flatMap(row -> Stream.of(row.reflect().getDeclaredFields()))
                .filter(component -> component.isAnnotationPresent(AsWritten.class))
                .map(Field::getName)
                .collect(Collectors.toSet());
        classes()
                .that()
                .resideInAPackage(GENERATED + "..")
                .and()
                .haveNameMatching(".*(Create|Update)Attributes")
                .should(haveEachComponentReadOrIn(copied))
                .check(ALL);
    }

    private static ArchCondition<JavaClass> haveEachComponentReadOrIn(Set<String> copied) {
        return new ArchCondition<>("have each attribute read by code, or copied into a row") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.of(type.reflect().getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(attribute -> !READ_BEFORE_VALIDATION.contains(attribute))
                        .forEach(attribute -> {
                            boolean read = type.getMethod(attribute).getCallsOfSelf().stream()
                                    .anyMatch(call -> WRITTEN.test(call.getOriginOwner()));
                            events.add(new SimpleConditionEvent(
                                    type,
                                    read || copied.contains(attribute),
                                    type.getSimpleName() + "." + attribute
                                            + ": no code reads it, and no row has it @AsWritten"));
                        });
            }
        };
    }

    /** A constructor takes members by position, so that two that change places in the contract would do so in documents. */
    @Test
    void generatedRecordsAreBuiltByName() {
        noClasses()
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "a generated document is built",
                        call -> call.getTargetOwner().getPackageName().equals(GENERATED + ".model")
                                && call.getTargetOwner().isRecord()))
                .check(ALL.that(WRITTEN));
    }

    /** It is built without the resources' own packages and without the database: see {@link Program}. */
    @Test
    void theStubNeedsNothingThatItIsBuiltWithout() {
        String[] rooms = Stream.concat(
                        Stream.of(ROOT, GENERATED + ".model"),
                        Program.STUB_ROOMS.stream().map(room -> ROOT + "." + room))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(rooms)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(rooms))))
                .check(ROOMS);
    }

    /** So that {@code make prove} runs it. */
    @Test
    void eachProofIsTagged() {
        classes()
                .that()
                .doNotHaveFullyQualifiedName(Proof.class.getName())
                .and(DescribedPredicate.describe("repeat something", type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Proof.class))))
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(DescribedPredicate.describe(
                        "the tag " + Proof.TAG,
                        annotation -> annotation.getRawType().isEquivalentTo(Tag.class)
                                && annotation
                                        .get("value")
                                        .map(Proof.TAG::equals)
                                        .orElse(false)))
                .check(ALL);
    }

    /** Else it would not be repeated when it fails for a moment. */
    @Test
    void everyWriteGoesThroughTransactions() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".database")
                // It asks for the transaction that it is called in.
                .and()
                .doNotHaveSimpleName("RecordCounts")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("TransactionOperations")
                .check(MAIN);
    }

    @Test
    void logsAreWrittenByTheLoggerAlone() {
        noClasses()
                // Programs for the command line: their output is what they are for.
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".docs.DocsGenerator")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".StubCommand")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".admin.Main")
                // The interface has a method that names the JDK's logger.
                .and()
                .areNotAssignableTo(DataSource.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(MAIN);
    }

    /** Ids, tokens and traces are unpredictable; the stub's samples and the pauses before another attempt need not be. */
    @Test
    void onlySecureGeneratorsAreUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".stub..")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".database.Attempts")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("can be predicted", type -> PREDICTABLE.contains(type.getName())))
                .orShould()
                .callMethod(Math.class, "random")
                .check(MAIN);
    }

    private static final Set<String> PREDICTABLE = Set.of(
            java.util.Random.class.getName(),
            java.util.SplittableRandom.class.getName(),
            java.util.concurrent.ThreadLocalRandom.class.getName(),
            java.util.random.RandomGenerator.class.getName());

    /** Public is what another room uses; the rest stays in its own. */
    @Test
    void nothingIsMorePublicThanNeeded() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotNestedClasses()
                .should(beUsedOutsideItsRoom())
                .check(MAIN);
    }

    /** Programs, and constants, which the compiler copies to where they are used: this test does not see who does. */
    private static final Set<String> USED_FROM_OUTSIDE = Set.of(
            ROOT + ".Application",
            ROOT + ".RequestThreads",
            ROOT + ".admin.Main",
            ROOT + ".docs.DocsGenerator",
            ROOT + ".jsonapi.JsonApi",
            ROOT + ".policy.EventNames");

    private static ArchCondition<JavaClass> beUsedOutsideItsRoom() {
        return new ArchCondition<>("be used by another room") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = USED_FROM_OUTSIDE.contains(type.getName())
                        || ALL.get(type.getName()).getDirectDependenciesToSelf().stream()
                                .map(dependency -> dependency.getOriginClass())
                                .anyMatch(user -> !user.getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(
                        type, used, type.getName() + " is public, and only " + type.getPackageName() + " uses it"));
            }
        };
    }

    @Test
    void theRulesSeeTheClasses() {
        assertThat(MAIN).hasSizeGreaterThan(100);
        assertThat(MAIN.contain(ROOT + ".passwordreset.PasswordResetController"))
                .isTrue();
    }
}

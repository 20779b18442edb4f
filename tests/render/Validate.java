import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** Validate a PDF: Validate FILE FLAVOUR... prints each broken rule once, and each flavour with its number of checks. */
public class Validate {
    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int place = 1; place < words.length; place++) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(words[place]);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("no such flavour: " + words[place]);
            }
            try (var parser = Foundries.defaultInstance().createParser(Path.of(words[0]).toFile(), flavour);
                    var validator = ValidatorFactory.createValidator(flavour, false, 100)) {
                tell(words[place], validator.validate(parser));
            }
        }
    }

    private static void tell(String flavour, ValidationResult result) {
        Map<String, String> broken = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                broken.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
        }
        broken.forEach((rule, told) -> System.out.println("broken " + flavour + " " + rule + " " + told.replaceAll("\\s+", " ")));
        System.out.println("checked " + flavour + " " + result.getTotalAssertions() + " " + result.isCompliant());
    }
}

package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;

/** A number within the limits of a schema: the lowest one, or a random one. */
final class SampleNumber {
    private static final BigDecimal DEFAULT_RANGE = BigDecimal.valueOf(1000);
    /** The steps between the limits of a number without {@code multipleOf}. */
    private static final BigDecimal STEPS = BigDecimal.valueOf(1000);

    private static final int MAX_FACTOR = 1000;

    private SampleNumber() {}

    static JsonNode of(JsonNode schema, boolean isInteger, boolean isTypical, Random random) {
        BigDecimal least = limit(schema, "minimum", "maximum", -1);
        BigDecimal most = limit(schema, "maximum", "minimum", 1);
        BigDecimal step = step(schema, isInteger, least, most);
        BigInteger first = index(schema, "exclusiveMinimum", least, step, RoundingMode.CEILING, BigInteger.ONE);
        BigInteger last = index(schema, "exclusiveMaximum", most, step, RoundingMode.FLOOR, BigInteger.ONE.negate());
        BigInteger range = last.subtract(first).max(BigInteger.ZERO).add(BigInteger.ONE);
        BigInteger index = isTypical ? first : first.add(new BigInteger(range.bitLength() + 8, random).mod(range));
        BigDecimal number = step.multiply(new BigDecimal(index)).stripTrailingZeros();
        return isInteger && number.scale() <= 0 && number.precision() - number.scale() < 19
                ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                : JsonNodeFactory.instance.numberNode(new BigDecimal(number.toPlainString()));
    }

    private static BigDecimal limit(JsonNode schema, String own, String other, int direction) {
        if (schema.path(own).isNumber()) {
            return schema.get(own).decimalValue();
        }
        BigDecimal from = schema.path(other).isNumber() ? schema.get(other).decimalValue() : null;
        BigDecimal range =
                DEFAULT_RANGE.max(schema.path("multipleOf").decimalValue().multiply(DEFAULT_RANGE));
        if (from == null) {
            return direction < 0 ? BigDecimal.ZERO : range;
        }
        return direction < 0 ? from.subtract(range) : from.add(range);
    }

    private static BigDecimal step(JsonNode schema, boolean isInteger, BigDecimal least, BigDecimal most) {
        BigDecimal multiple = schema.path("multipleOf").decimalValue();
        if (multiple.signum() > 0) {
            return isInteger ? wholeMultiple(multiple) : multiple;
        }
        if (isInteger) {
            return BigDecimal.ONE;
        }
        BigDecimal range = most.subtract(least);
        int scale = range.signum() <= 0 ? 2 : Math.max(2, 3 - (range.precision() - range.scale()));
        return range.compareTo(STEPS) >= 0 ? new BigDecimal("0.01") : BigDecimal.ONE.movePointLeft(scale);
    }

    /** The smallest whole number that is a multiple, such as 1 for 0.5. */
    private static BigDecimal wholeMultiple(BigDecimal multiple) {
        for (int factor = 1; factor <= MAX_FACTOR; factor++) {
            BigDecimal candidate = multiple.multiply(BigDecimal.valueOf(factor)).stripTrailingZeros();
            if (candidate.scale() <= 0) {
                return candidate;
            }
        }
        return multiple;
    }

    private static BigInteger index(
            JsonNode schema,
            String exclusive,
            BigDecimal limit,
            BigDecimal step,
            RoundingMode rounding,
            BigInteger next) {
        BigInteger index = limit.divide(step, 0, rounding).toBigInteger();
        boolean isExcluded = schema.path(exclusive).asBoolean()
                && step.multiply(new BigDecimal(index)).compareTo(limit) == 0;
        return isExcluded ? index.add(next) : index;
    }
}

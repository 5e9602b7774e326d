// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Everything the shop sells. */
@Named
@ApplicationScoped
public class Catalog {

    private static final List<Product> PRODUCTS = List.of(
            new Product(1, "blue-mug", "Blue mug", "18.00", "Stoneware, 350 ml", """
                    Thrown by hand, dipped in a glaze the colour of deep water, and heavy enough to stay put in a \
                    swell. Dishwasher safe."""),
            new Product(2, "wool-blanket", "Wool blanket", "129.00", "Lambswool, 130 × 190 cm", """
                    Woven from undyed and heather-dyed lambswool on a loom older than anybody who works here. Warm \
                    when damp, like the sheep."""),
            new Product(3, "harbour-lamp", "Harbour lamp", "89.00", "Brass and opal glass", """
                    A table lamp after the lights along the pier. One switch, one warm bulb, two metres of linen \
                    cord."""),
            new Product(4, "oak-board", "Oak board", "42.00", "Oiled oak, 40 × 22 cm", """
                    Cut from one plank and oiled twice. For bread, for cheese, and for leaving out because it looks \
                    good."""),
            new Product(5, "enamel-kettle", "Enamel kettle", "54.00", "Enamelled steel, 1.5 l", """
                    Boils on gas, on induction and over a camp fire. The handle stays cool, the whistle does not."""),
            new Product(6, "beeswax-candles", "Beeswax candles", "16.00", "Three, 20 cm each", """
                    Dipped thirty times in wax from hives on the heath. Each burns for seven hours and smells of \
                    summer."""));

    /** All of them, in the order of their numbers. */
    public List<Product> products() {
        return PRODUCTS;
    }

    /** The one with that number, given as a request has it: maybe missing, maybe no number at all. */
    public Optional<Product> byId(String id) {
        return find(product -> Integer.toString(product.id()).equals(id));
    }

    /** The one with that stock-keeping unit. */
    public Optional<Product> bySku(String sku) {
        return find(product -> product.sku().equals(sku));
    }

    private static Optional<Product> find(Predicate<Product> wanted) {
        return PRODUCTS.stream().filter(wanted).findFirst();
    }
}

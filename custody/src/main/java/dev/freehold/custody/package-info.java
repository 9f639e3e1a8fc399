/**
 * Tenants, who may do what in them, their policies, and who may open which key now. This package
 * has what all others share: errors, bounds, and {@link dev.freehold.custody.KeyAccess}, the way in
 * for whoever keeps content.
 *
 * <p>The others, by what they are about; none of them depend on each other in a circle:
 *
 * <ul>
 *   <li>rows that decide: {@code master}, {@code seals};
 *   <li>who: {@code identity}, {@code groups}, {@code passwords}, {@code tokens}, {@code people},
 *       {@code operators}, {@code approvers}, {@code pending};
 *   <li>keys: {@code roots}, {@code service}, {@code bundles}, {@code locks}, {@code policies},
 *       {@code owners}, {@code holds};
 *   <li>opening keys: {@code access}, {@code checks}, {@code availability}, {@code copies};
 *   <li>changes: {@code jobs}, {@code recovery}, {@code orders}, {@code reseal}, {@code rolls},
 *       {@code moves}, {@code purge}, {@code lockbox}.
 * </ul>
 */
package dev.freehold.custody;

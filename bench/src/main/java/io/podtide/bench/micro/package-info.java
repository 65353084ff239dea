/** What one record costs, part by part, by JMH: {@code bench/micro.sh}. */
@NullMarked
package io.podtide.bench.micro;

import org.jspecify.annotations.NullMarked;

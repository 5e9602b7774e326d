// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a chart as a PNG at twice the size at which it is shown: mail programs do not show SVG. */
final class ChartPicture {

    private static final Logger LOG = System.getLogger("dev.sidetrack.pages");
    private static final int FINE = 2;
    private static final int LETTERS = 11;
    private static final float THIN = 1;
    private static final float THICK = 2;
    private static final Color PAPER = Color.WHITE;
    private static final Color WEEKEND = new Color(0xF1F0EB);
    private static final Color GRID = new Color(0xE6E5DF);
    private static final Color TEXT = new Color(0x5F646C);
    private static final Color LINE = new Color(0x2F5FD0);
    private static final Color AREA = new Color(47, 95, 208, 26);
    private static final Color BEFORE = new Color(0x8A919D);
    private static final Color FLAG = new Color(0x8F5200);
    private static final int FLAG_RISES = 6;
    private static final int TEXT_LEFT_OF_GRID = 7;

    private final Graphics2D graphics;
    private final Chart chart;
    private final Drawing drawing;

    private ChartPicture(Graphics2D graphics, Chart chart, Drawing drawing) {
        this.graphics = graphics;
        this.chart = chart;
        this.drawing = drawing;
    }

    /**
     * The picture; without text if Java has no fonts, as in small Docker images, and {@code null} if Java cannot draw.
     */
    static byte[] png(Chart chart, Drawing drawing) {
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        // Java2D remembers the class loader of the first caller, which would leak an undeployed application.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            try {
                return png(chart, drawing, true);
            } catch (RuntimeException | LinkageError | InternalError noFonts) {
                LOG.log(Level.DEBUG, "This JDK has no fonts: the picture has no text", noFonts);
                return png(chart, drawing, false);
            }
        } catch (IOException | RuntimeException | LinkageError | InternalError cannot) {
            LOG.log(Level.DEBUG, "This JDK cannot draw: the mail has no picture", cannot);
            return null;
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private static byte[] png(Chart chart, Drawing drawing, boolean written) throws IOException {
        var image = new BufferedImage(drawing.width * FINE, drawing.height * FINE, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.scale(FINE, FINE);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(PAPER);
            graphics.fill(new Rectangle2D.Double(0, 0, drawing.width, drawing.height));
            var picture = new ChartPicture(graphics, chart, drawing);
            picture.draw();
            if (written) {
                picture.write();
            }
        } finally {
            graphics.dispose();
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    private void draw() {
        graphics.setColor(WEEKEND);
        chart.weekends(drawing)
                .forEach(band -> graphics.fill(new Rectangle2D.Double(
                        band.x(), drawing.top(), Math.max(0, band.size()), drawing.bottom() - drawing.top())));
        graphics.setStroke(new BasicStroke(THIN));
        graphics.setColor(GRID);
        drawing.lines(chart::text)
                .forEach(line -> graphics.draw(new Line2D.Double(drawing.left(), line.y(), drawing.right(), line.y())));
        if (chart.isCompared()) {
            graphics.setColor(BEFORE);
            graphics.setStroke(
                    new BasicStroke(THIN, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, THIN, new float[] {4, 4}, 0));
            graphics.draw(line(chart.then()));
        }
        graphics.setColor(AREA);
        graphics.fill(area(chart.now()));
        graphics.setColor(LINE);
        graphics.setStroke(new BasicStroke(THICK, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(line(chart.now()));
        graphics.setColor(FLAG);
        graphics.setStroke(new BasicStroke(THIN));
        chart.flags(drawing)
                .forEach(flag -> graphics.draw(
                        new Line2D.Double(flag.x(), drawing.top() - FLAG_RISES, flag.x(), drawing.bottom())));
    }

    private void write() {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LETTERS));
        graphics.setColor(TEXT);
        for (var line : drawing.lines(chart::text)) {
            write(line.text(), "end", drawing.left() - TEXT_LEFT_OF_GRID, line.y() + LETTERS / 3.0);
        }
        for (var label : drawing.labels(chart.labels())) {
            write(label.text(), label.anchor(), label.x(), label.y());
        }
        graphics.setColor(FLAG);
        for (var flag : chart.flags(drawing)) {
            // Few fonts have the flag in front of the text.
            write(flag.text().substring(2), flag.anchor(), flag.x() + flag.size(), flag.y() + LETTERS / 3.0);
        }
    }

    private void write(String text, String anchor, double x, double y) {
        var width = graphics.getFontMetrics().stringWidth(text);
        var left =
                switch (anchor) {
                    case "end" -> x - width;
                    case "middle" -> x - width / 2.0;
                    default -> x;
                };
        graphics.drawString(text, (float) Math.min(left, drawing.width - width), (float) y);
    }

    private Path2D line(List<Double> values) {
        var path = new Path2D.Double();
        for (var i = 0; i < values.size(); i++) {
            if (i == 0) {
                path.moveTo(drawing.x(i), drawing.y(values.get(i)));
            } else {
                path.lineTo(drawing.x(i), drawing.y(values.get(i)));
            }
        }
        return path;
    }

    private Path2D area(List<Double> values) {
        var path = line(values);
        path.lineTo(drawing.x(values.size() - 1), drawing.y(0));
        path.lineTo(drawing.x(0), drawing.y(0));
        path.closePath();
        return path;
    }
}

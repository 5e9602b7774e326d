package dev.sidetrack.storage;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * A look at the database; {@code GET}: what a query finds; {@code POST}: an order. No page, so that it makes no hit.
 */
@WebServlet("/probe/database")
@DataSourceDefinition(
        name = DatabaseProbe.AWAY,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:tcp://127.0.0.1:1/away")
@DataSourceDefinition(
        name = DatabaseProbe.FILE,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:file:./target/hits-of-tests",
        maxPoolSize = 20)
public class DatabaseProbe extends HttpServlet {

    /** The name of a data source whose database nobody runs. */
    public static final String AWAY = "java:app/jdbc/away";

    /** The name of a data source that keeps what it has over a restart, where the server's default one does not. */
    public static final String FILE = "java:app/jdbc/file";

    private static final long serialVersionUID = 1L;

    private final Set<String> tables = ConcurrentHashMap.newKeySet();

    @Inject
    Orders orders;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setContentType("text/plain");
        try (var connection = database(request).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(request.getParameter("query"))) {
            rows.next();
            response.getWriter().print(rows.getString(1));
        } catch (SQLException failed) {
            throw new ServletException(failed);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            if (tables.add(request.getParameter("source"))) {
                makeTable(database(request));
            }
            orders.place(database(request), "rollback".equals(request.getParameter("outcome")));
        } catch (SQLException failed) {
            throw new ServletException(failed);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static void makeTable(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists placed_order (id uuid primary key)");
        }
    }

    private static DataSource database(HttpServletRequest request) throws ServletException {
        try {
            return InitialContext.doLookup(request.getParameter("source"));
        } catch (NamingException missing) {
            throw new ServletException(missing);
        }
    }
}

using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>The style sheet of reports, beside what they share with the rationale of one run.</summary>
internal static class ReportStyle
{
    public const string Css = RationaleStyle.Base + """

        header,main{max-width:68rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:3.5rem}
        header .facts{display:flex;flex-wrap:wrap;gap:.4rem 2.2rem;margin:1.6rem 0 0;padding:1rem 0;border-top:1px solid var(--line)}
        nav{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:.7rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
        nav a{color:var(--accent);text-decoration:none}
        nav a:hover{text-decoration:underline}
        section{margin:3rem 0}
        .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--card)}
        table{border-collapse:collapse;width:100%;font-size:.95rem}
        th,td{padding:.7rem .9rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
        thead th{border-top:0;font-size:.8rem;font-weight:600;color:var(--soft);white-space:nowrap}
        tbody th{font-weight:600}
        .num{text-align:right}
        .none{color:var(--soft)}
        .results td{min-width:7.6rem}
        .results th:first-child{position:sticky;left:0;background:var(--card);z-index:1;max-width:13rem}
        .results .mean{font-size:1.06rem}
        .results .best .mean{font-weight:750}
        .results .ci{display:block;color:var(--soft);font-size:.78rem;white-space:nowrap}
        .track{display:block;position:relative;height:9px;margin-top:.35rem}
        .track:before{content:"";position:absolute;left:0;right:0;top:4px;height:1px;background:var(--line)}
        .track .range{position:absolute;top:3px;height:3px;border-radius:2px;background:var(--accent-soft)}
        .track .dot{position:absolute;top:0;width:9px;height:9px;margin-left:-4.5px;border-radius:50%;background:var(--card);border:2px solid var(--accent)}
        .best .track .dot{background:var(--accent)}
        .share span:first-child{display:block}
        .gauge{display:block;height:5px;width:7rem;margin-top:.3rem;border-radius:3px;background:var(--fill)}
        .gauge i{display:block;height:100%;border-radius:3px;background:var(--accent)}
        .reason{display:inline-block;margin:0 .35rem .3rem 0;padding:.05rem .5rem;border-radius:6px;background:var(--fill);font-size:.82rem;white-space:nowrap}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.2rem}
        .chart{margin:0;padding:1rem 1.1rem .8rem;border:1px solid var(--line);border-radius:10px;background:var(--card)}
        .chart svg{display:block;width:100%;height:auto;margin-top:.5rem}
        .legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;font-size:.82rem;color:var(--soft);margin-top:.2rem}
        .key{display:inline-block;width:14px;height:3px;border-radius:2px;margin-right:.4rem;vertical-align:middle}
        .grid{stroke:var(--line)}
        .tick,.axis{font-size:11.5px;fill:var(--soft)}
        .end{text-anchor:end}.mid{text-anchor:middle}
        .line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
        .point{stroke:var(--card);stroke-width:1.2}
        .line.c0{stroke:var(--c0)}.line.c1{stroke:var(--c1)}.line.c2{stroke:var(--c2)}.line.c3{stroke:var(--c3)}.line.c4{stroke:var(--c4)}.line.c5{stroke:var(--c5)}
        .point.c0{fill:var(--c0)}.point.c1{fill:var(--c1)}.point.c2{fill:var(--c2)}.point.c3{fill:var(--c3)}.point.c4{fill:var(--c4)}.point.c5{fill:var(--c5)}
        .key.c0{background:var(--c0)}.key.c1{background:var(--c1)}.key.c2{background:var(--c2)}.key.c3{background:var(--c3)}.key.c4{background:var(--c4)}.key.c5{background:var(--c5)}
        .example{margin-top:1.4rem;border:1px solid var(--line);border-radius:12px;background:var(--card);overflow:hidden}
        .question{display:flex;gap:1.4rem;padding:1.2rem;flex-wrap:wrap}
        .inputs{display:flex;gap:.7rem;--h:10rem}
        .asked{flex:1 1 18rem}
        .asked h3{font-size:1.3rem;letter-spacing:-.01em;margin:.1rem 0 .35rem;text-wrap:balance}
        .id,.run{font-size:.76rem;color:var(--soft)}
        .verdicts{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:.9rem}
        .verdict{display:grid;grid-template-columns:auto auto;column-gap:.7rem;align-items:baseline;padding:.4rem .8rem;border-radius:8px;background:var(--fill)}
        .verdict .run{grid-column:1/-1}
        .verdict b{font-size:1.1rem}
        .verdict .error{grid-column:1/-1}
        .right{color:var(--good)}.verdict.right{background:var(--good-soft)}
        .wrong{color:var(--bad)}.verdict.wrong{background:var(--bad-soft)}
        .verdict .run{color:inherit;opacity:.85}
        .steps{list-style:none;margin:0;padding:0}
        .steps>li{border-top:1px solid var(--line);padding:.9rem 1.2rem 1.1rem}
        .source{display:flex;gap:.8rem;align-items:baseline}
        .index{flex:none;min-width:1.1rem;font-size:.8rem;color:var(--soft);text-align:right}
        .runs{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:1.6rem;margin:.7rem 0 0 1.9rem}
        .cell>.run{margin-bottom:.3rem}
        .cell:only-child{max-width:34rem}
        .tick-key{display:inline-block;width:3px;height:14px;border-radius:2px;background:var(--teach);vertical-align:-2px}
        @media (max-width:46rem){
          header{padding-top:2rem}
          .runs{grid-auto-flow:row;margin-left:0;gap:1rem}
          .inputs{--h:8rem}
          .steps>li,.question{padding-left:.9rem;padding-right:.9rem}}
        @media print{body{background:#fff}.example,.chart{break-inside:avoid}nav{display:none}}

        """;
}

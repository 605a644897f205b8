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
        .charts.block{align-items:start}
        .chart svg:not(.key){max-width:34rem;margin-inline:auto}
        .legend{display:flex;flex-wrap:wrap;gap:.15rem 1rem;font-size:.82rem;color:var(--soft);margin:.3rem 0 0;padding:0;list-style:none}
        .chart .key{display:inline-block;width:18px;height:12px;margin:0 .4rem 0 0;vertical-align:-1px}
        .grid{stroke:var(--line)}
        .tick,.axis{font-size:11.5px;fill:var(--soft)}
        .end{text-anchor:end}.mid{text-anchor:middle}
        .line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
        .point{stroke:var(--card);stroke-width:1.2}
        .line.c0{stroke:var(--c0)}.line.c1{stroke:var(--c1)}.line.c2{stroke:var(--c2)}.line.c3{stroke:var(--c3)}.line.c4{stroke:var(--c4)}.line.c5{stroke:var(--c5)}
        .point.c0{fill:var(--c0)}.point.c1{fill:var(--c1)}.point.c2{fill:var(--c2)}.point.c3{fill:var(--c3)}.point.c4{fill:var(--c4)}.point.c5{fill:var(--c5)}
        .guide{stroke:var(--soft);stroke-dasharray:4 4;opacity:.75}
        .band{opacity:.16}.cross{opacity:.38;stroke-width:1.3}
        .band.c0{fill:var(--c0)}.band.c1{fill:var(--c1)}.band.c2{fill:var(--c2)}.band.c3{fill:var(--c3)}.band.c4{fill:var(--c4)}.band.c5{fill:var(--c5)}
        .cross.c0{stroke:var(--c0)}.cross.c1{stroke:var(--c1)}.cross.c2{stroke:var(--c2)}.cross.c3{stroke:var(--c3)}.cross.c4{stroke:var(--c4)}.cross.c5{stroke:var(--c5)}
        .block{margin:1.8rem 0}
        .block>h3{margin-bottom:.6rem}
        .text{max-width:46rem;margin:.7rem 0}
        .track .zero{position:absolute;top:0;width:1px;height:9px;background:var(--soft)}
        .grid-table td,.compact .range{white-space:nowrap}
        .compact .range{color:var(--soft)}
        .grid-table,.compact{font-size:.88rem}
        .grid-table :is(th,td),.compact :is(th,td){padding:.4rem .9rem}
        .grid-table th:first-child,.compact th:first-child{position:sticky;left:0;background:var(--card);z-index:1;min-width:7rem}
        .compact .best .mean{font-weight:750}
        .claims,.bar-list{list-style:none;margin:0;padding:0}
        .claims{border:1px solid var(--line);border-radius:10px;background:var(--card)}
        .claims li{display:grid;grid-template-columns:minmax(0,1fr) 9.6rem 5.6rem 7.4rem;gap:.2rem 1rem;align-items:baseline;padding:.6rem .9rem}
        .claims li+li{border-top:1px solid var(--line)}
        .claims .num{font-size:.9rem;white-space:nowrap}
        .claims .said .id{display:block}
        .chip{justify-self:end;padding:.1rem .6rem;border-radius:6px;background:var(--fill);color:var(--soft);font-size:.82rem;font-weight:600;white-space:nowrap}
        .chip.right{background:var(--good-soft);color:var(--good)}
        .chip.wrong{background:var(--bad-soft);color:var(--bad)}
        .bar-list li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem .8rem;margin-top:.65rem;font-size:.86rem}
        .bar-list .num{color:var(--soft)}
        .lane{grid-column:1/-1;position:relative;height:14px;border-radius:3px;background:var(--fill)}
        .lane .fill{position:absolute;inset:0 auto 0 auto;background:var(--c0);opacity:.75;border-radius:2px}
        .lane .less{background:var(--c1)}
        .lane .zero{position:absolute;top:-2px;bottom:-2px;width:1px;background:var(--ink)}
        .lane .whisker{position:absolute;top:6px;height:2px;background:var(--ink)}
        .lane .whisker:before,.lane .whisker:after{content:"";position:absolute;top:-3px;width:1.5px;height:8px;background:var(--ink)}
        .lane .whisker:after{right:0}
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
          .tick,.axis{font-size:15px}
          .claims li{grid-template-columns:minmax(0,1fr) auto}
          .claims .said{grid-column:1/-1}
          .claims .num{text-align:left}
          .claims .chip{grid-column:1/-1;justify-self:start}
          .results th:first-child{max-width:8rem}
          .runs{grid-auto-flow:row;margin-left:0;gap:1rem}
          .inputs{--h:8rem}
          .steps>li,.question{padding-left:.9rem;padding-right:.9rem}}
        @media print{body{background:#fff}.example,.chart{break-inside:avoid}nav{display:none}}

        """;
}
